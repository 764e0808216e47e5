#pragma once

#include "ui/widgets/fonts.h"
#include "ui/widgets/tokens.h"

#include <QObject>
#include <QPalette>

class QApplication;

namespace qm::widgets {

enum class Scheme : quint8 { Light, Dark };

/// The scheme in force: gives the tokens, dresses the application and tells widgets when it changes. GUI thread.
class Theme : public QObject
{
    Q_OBJECT

public:
    static Theme& instance();

    /// Sets style, palette, default font and the one style sheet. Call again to switch while running.
    void dress(QApplication& app, Scheme scheme);
    /// Applies a new text size (1.0 as designed) to everything on screen.
    void resize(QApplication& app, double scale);

    Scheme scheme() const { return m_scheme; }
    const Tokens& tokens() const { return m_scheme == Scheme::Light ? lightTokens : darkTokens; }
    QColor tone(Tone tone) const;

    /// The scheme of the system; with Qt before 6.5 as it was when the program started.
    static Scheme systemScheme();

Q_SIGNALS:
    /// Colours or text size changed: caches are already dropped.
    void changed();

private:
    Theme() = default;
    void wear(QApplication& app);

    Scheme m_scheme = Scheme::Light;
};

/// The tokens of the scheme in force.
inline const Tokens& tokens()
{
    return Theme::instance().tokens();
}
inline QColor toned(Tone tone)
{
    return Theme::instance().tone(tone);
}

QPalette paletteOf(const Tokens& tokens);
/// The one style sheet: fields, combos, menus, tooltips, scroll bars. Names no font and no global colour.
QString styleSheetOf(const Tokens& tokens);

} // namespace qm::widgets
