#pragma once

#include "core/console/connections.h"
#include "core/console/vendor_catalogue.h"

#include <QWidget>

class QVBoxLayout;

namespace qm::widgets {
class FormField;
class Segmented;
}

namespace qm::wizards {

/// The fields that one vendor needs, made from its description: what it is called here, settings, the way to sign in with
/// its secrets. Secrets leave it once and are not kept in it.
class VendorForm : public QWidget
{
    Q_OBJECT

public:
    /// OnlySignIn: for a connection that is there; its name and settings stay as they are.
    enum class Asks { Everything, OnlySignIn };

    VendorForm(const console::VendorInfo& vendor, Asks asks, QWidget* parent = nullptr);

    const console::VendorSignIn& way() const { return m_vendor.ways.at(m_way); }
    /// Marks what is missing or can't be meant, and puts the focus there. True: all is well.
    bool check();
    /// What was written; the secrets are taken out of their fields.
    console::NewConnection takeOrder();
    /// What stands in the fields, without secrets: by the setting's key, the name under an empty one.
    QHash<QString, QString> texts() const;
    void setTexts(const QHash<QString, QString>& texts);
    /// Puts an error at the field it is about. False: it is about none.
    bool showError(const base::Error& error);

Q_SIGNALS:
    /// Another way to sign in was chosen.
    void wayChosen();
    /// Enter was pressed in a field.
    void entered();

private:
    widgets::FormField* addField(const console::VendorField& field, QVBoxLayout* column);
    void addSecret(const console::VendorField& field);
    void chooseWay(int way);
    QString problemOf(const console::VendorField& field, const QString& text) const;
    bool checkField(const console::VendorField& field, widgets::FormField* room);

    console::VendorInfo m_vendor;
    int m_way = 0;
    widgets::FormField* m_name = nullptr;
    widgets::Segmented* m_ways = nullptr;
    QHash<QString, widgets::FormField*> m_config;
    QHash<QString, widgets::FormField*> m_secrets;
    QVBoxLayout* m_secretColumn;
};

} // namespace qm::wizards
