#pragma once

#include "core/console/vendor_catalogue.h"

#include <QWidget>

class QCheckBox;

namespace qm::pages {

/// What plans may change at a vendor: one tick, off until somebody sets it, and what stands behind it.
class MayChange : public QWidget
{
    Q_OBJECT

public:
    explicit MayChange(const console::VendorInfo& vendor, QWidget* parent = nullptr);

    /// Without a signal.
    void setAllowed(bool allowed);
    bool isAllowed() const;

Q_SIGNALS:
    void chosen(bool allowed);

private:
    QCheckBox* m_tick = nullptr;
};

} // namespace qm::pages
