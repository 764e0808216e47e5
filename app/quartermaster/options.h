#pragma once

#include <QDateTime>
#include <QSize>
#include <QString>

class QCoreApplication;

namespace qm::app {

/// What the command line asks for. Everything but --workspace serves pictures and rehearsals.
struct Options
{
    QString workspace;
    QString page;
    QString record; ///< key of a record of the page's entity
    QString shot;   ///< write a picture when the page has its data, then quit
    QString theme;
    QSize size;
    QDateTime now;
    bool sample = false;
    QString press;   ///< words of a button to press before the picture
    bool palette = false;
    bool measure = false; ///< quit as soon as the page stands on screen with its data
};

Options optionsOf(const QCoreApplication& app);

} // namespace qm::app
