#pragma once

#include "core/model/described.h"

namespace qm::model {

/// A thing with a tag: laptop, phone, monitor.
struct Device
{
    enum class Status { Unknown, Ordered, InStock, InUse, InTransit, InRepair, Lost, Retired };

    QString tag;
    QString serial;
    QString name;
    QString kind;
    QString model;
    QString modelNumber;
    QString maker;
    Status status = Status::Unknown;
    base::Id holder; ///< the person who has it
    base::Id site;   ///< where it lies or is used
    QString condition;
    QString orderNumber;
    base::Id vendor;
    std::optional<base::Money> cost;
    QDate purchased;
    QDate inService;
    QDate warrantyEnd;
    QDate refreshDue;
    std::optional<qint64> lifeMonths; ///< F13
    std::optional<base::Money> floorValue; ///< F13
    QString system;
    std::optional<bool> encrypted;
    std::optional<bool> managed;
    std::optional<bool> compliant; ///< with the rules of who manages it
    QDateTime lastSeen;
    QString notes;
    base::Id source;
    QString externalId; ///< the vendor's own id of the device
    QDateTime sourceSeen;
};

} // namespace qm::model
