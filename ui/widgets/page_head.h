#pragma once

#include <QWidget>

class QHBoxLayout;

namespace qm::widgets {

class Label;

/// The head of a page: title, one grey line that says "of when, in what currency, how complete", buttons at the end.
class PageHead : public QWidget
{
    Q_OBJECT

public:
    explicit PageHead(const QString& title, const QString& grey = {}, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    void setGrey(const QString& grey);
    /// An avatar or icon tile before the title; makes the head 76 px high.
    void setPicture(QWidget* picture);
    /// Buttons, from the quiet to the primary one.
    void addAction(QWidget* button);

private:
    Label* m_title;
    Label* m_grey;
    QHBoxLayout* m_row;
};

} // namespace qm::widgets
