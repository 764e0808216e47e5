#pragma once

#include "ui/format/cell.h"
#include "ui/widgets/painted_button.h"

namespace qm::widgets {

/// A row of the navigation that shows only its picture when folded.
class NavPart : public PaintedButton
{
    Q_OBJECT

public:
    using PaintedButton::PaintedButton;
    void setFolded(bool folded);
    bool isFolded() const { return m_folded; }
    QSize sizeHint() const override;

protected:
    int m_height = measure::navRow;

private:
    bool m_folded = false;
};

/// Logo, company name and the switch sign.
class NavCompany : public NavPart
{
    Q_OBJECT

public:
    NavCompany();

protected:
    void paintEvent(QPaintEvent* event) override;
};

/// Looks like a field, opens the palette.
class NavSearch : public NavPart
{
    Q_OBJECT

public:
    NavSearch();

protected:
    void paintEvent(QPaintEvent* event) override;
};

/// How many sources are fresh.
class NavTrust : public NavPart
{
    Q_OBJECT

public:
    NavTrust();
    void setState(format::State state);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    format::State m_state = format::State::Ok;
};

/// Who is working.
class NavPerson : public NavPart
{
    Q_OBJECT

public:
    NavPerson();

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace qm::widgets
