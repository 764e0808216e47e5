#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace qm::console {

/// One text that a person writes or pastes to connect a vendor.
struct VendorField
{
    QString key;
    QString label; ///< empty: the key says it all
    QString help;
    QString pattern; ///< the whole text must match; empty: anything
    bool isRequired = true;
    bool isLong = false; ///< several lines: a key in PEM form
};

/// One way to prove who asks.
struct VendorSignIn
{
    /// Paste: secrets in fields. Browser and Device: a person signs in there. Program: the secrets of an own app.
    enum class Kind { Paste, Browser, Device, Program };

    QString id;
    QString label;
    Kind kind = Kind::Paste;
    QList<VendorField> secrets;
    QStringList scopes; ///< what the vendor will be asked to allow

    bool needsPerson() const { return kind == Kind::Browser || kind == Kind::Device; }
};

/// One list that is read.
struct VendorStream
{
    QString id;
    QStringList tables; ///< "account", "device": what it tells about
    QString onlyWith;   ///< "needs Entra ID P1": read where the vendor's plan has it; empty: always
};

/// One thing that plans may do there, in the vocabulary of all vendors ("user.suspend").
struct VendorAction
{
    QString id;
    QString label; ///< the vendor's own words; empty: those of the vocabulary
    QString danger; ///< "", "revokes_access" or "destroys_data"
    bool mayCost = false;
    bool isUndoable = false;
};

/// Where a person finds what a connection needs.
struct VendorGuideStep
{
    QString say;
    QString link; ///< an https address, or ""
};

/// What a person can't have done by the program, and how to do it by hand.
struct VendorByHand
{
    QString action;
    QString say;
};

/// What the window shows of a vendor's descriptor. A plain value.
struct VendorInfo
{
    QString id;
    QString name;
    QString docs;
    QList<VendorField> config;
    QList<VendorSignIn> ways;
    QList<VendorStream> streams;
    QList<VendorAction> actions;
    QList<VendorByHand> byHand;
    QList<VendorGuideStep> guide;

    bool tells(const QString& table) const;
};

/// Every vendor that this program can be connected to, by name. Reads all descriptors: for the worker's thread. One
/// that is broken is left out and logged.
QList<VendorInfo> shippedVendors();

} // namespace qm::console
