#pragma once

#include "core/console/vendor_catalogue.h"

#include <QWidget>

namespace qm::wizards {

/// Where a person finds what a vendor's form asks for, step by step with links, and what the sign-in will allow.
class GuideSide : public QWidget
{
    Q_OBJECT

public:
    GuideSide(const console::VendorInfo& vendor, const console::VendorSignIn& way);
};

} // namespace qm::wizards
