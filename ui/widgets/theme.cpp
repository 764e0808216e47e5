#include "ui/widgets/theme.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/style.h"

#include <QApplication>
#include <QGuiApplication>
#include <QStyleHints>
#include <QToolTip>

namespace qm::widgets {

namespace {

void setEverywhere(QPalette& palette, QPalette::ColorRole role, QColor colour)
{
    palette.setColor(QPalette::All, role, colour);
}

void setDisabledInks(QPalette& palette, const Tokens& t)
{
    for (auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::PlaceholderText})
        palette.setColor(QPalette::Disabled, role, t.disabled);
    palette.setColor(QPalette::Disabled, QPalette::Base, t.subtle);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, t.press);
}

} // namespace

Theme& Theme::instance()
{
    static Theme theme;
    return theme;
}

void Theme::dress(QApplication& app, Scheme scheme)
{
    systemScheme(); // while the palette is the system's
    m_scheme = scheme;
    if (!qobject_cast<Style*>(app.style()) && app.styleSheet().isEmpty())
        QApplication::setStyle(new Style);
    wear(app);
}

void Theme::resize(QApplication& app, double scale)
{
    setTextScale(scale);
    wear(app);
}

void Theme::wear(QApplication& app)
{
    dropIconCache();
    paint::dropCaches();
    QApplication::setFont(font(Type::Body));
    const QPalette palette = paletteOf(tokens());
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
    QToolTip::setFont(font(Type::Small));
    app.setStyleSheet(styleSheetOf(tokens()));
    Q_EMIT changed();
}

QColor Theme::tone(Tone tone) const
{
    const Tokens& t = tokens();
    switch (tone) {
    case Tone::Text: return t.text;
    case Tone::Second: return t.text2;
    case Tone::Third: return t.text3;
    case Tone::Disabled: return t.disabled;
    case Tone::Accent: return t.accentText;
    case Tone::OnAccent: return t.onAccent;
    case Tone::Ok: return t.ok.text;
    case Tone::Attention: return t.attention.text;
    case Tone::Act: return t.act.text;
    case Tone::Info: return t.info.text;
    case Tone::Unknown: return t.unknown.text;
    }
    return t.text;
}

Scheme Theme::systemScheme()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    return QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark ? Scheme::Dark : Scheme::Light;
#else
    // The palette tells it only until the first dressing puts our own in its place.
    static const Scheme atStart = QGuiApplication::palette().color(QPalette::Window).lightness() < 128 ? Scheme::Dark : Scheme::Light;
    return atStart;
#endif
}

QPalette paletteOf(const Tokens& t)
{
    QPalette palette;
    setEverywhere(palette, QPalette::Window, t.canvas);
    setEverywhere(palette, QPalette::WindowText, t.text);
    setEverywhere(palette, QPalette::Base, t.surface);
    setEverywhere(palette, QPalette::AlternateBase, t.subtle);
    setEverywhere(palette, QPalette::Text, t.text);
    setEverywhere(palette, QPalette::Button, t.raised);
    setEverywhere(palette, QPalette::ButtonText, t.text);
    setEverywhere(palette, QPalette::BrightText, t.onAccent);
    setEverywhere(palette, QPalette::Light, t.raised);
    setEverywhere(palette, QPalette::Midlight, t.line);
    setEverywhere(palette, QPalette::Mid, t.lineStrong);
    setEverywhere(palette, QPalette::Dark, t.field);
    setEverywhere(palette, QPalette::Shadow, t.text3);
    setEverywhere(palette, QPalette::Highlight, t.accent);
    setEverywhere(palette, QPalette::HighlightedText, t.onAccent);
    setEverywhere(palette, QPalette::Link, t.accentText);
    setEverywhere(palette, QPalette::LinkVisited, t.accentText);
    setEverywhere(palette, QPalette::PlaceholderText, t.text3);
    setEverywhere(palette, QPalette::ToolTipBase, t.tooltip);
    setEverywhere(palette, QPalette::ToolTipText, t.tooltipText);
    setDisabledInks(palette, t);
    return palette;
}

} // namespace qm::widgets
