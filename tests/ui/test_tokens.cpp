#include "ui/widgets/tokens.h"

#include <QTest>

#include <cmath>

using namespace qm::widgets;

namespace {

double channel(int value)
{
    const double share = value / 255.0;
    return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& colour)
{
    return 0.2126 * channel(colour.red()) + 0.7152 * channel(colour.green()) + 0.0722 * channel(colour.blue());
}

double contrast(const QColor& a, const QColor& b)
{
    const double high = std::max(luminance(a), luminance(b)), low = std::min(luminance(a), luminance(b));
    return (high + 0.05) / (low + 0.05);
}

/// OKLab of a colour, for the distance between chart colours.
struct Lab
{
    double l, a, b;
};

Lab labOf(const QColor& colour)
{
    const double r = channel(colour.red()), g = channel(colour.green()), b = channel(colour.blue());
    const double l = std::cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    const double m = std::cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    const double s = std::cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

double apart(const QColor& a, const QColor& b)
{
    const Lab x = labOf(a), y = labOf(b);
    return 100 * std::sqrt((x.l - y.l) * (x.l - y.l) + (x.a - y.a) * (x.a - y.a) + (x.b - y.b) * (x.b - y.b));
}

struct Pair
{
    const char* what;
    QColor ink, ground;
};

QList<Pair> textPairs(const Tokens& t)
{
    QList<Pair> pairs;
    for (const Ink& ground : {t.canvas, t.surface, t.raised, t.subtle, t.hover, t.selected, t.navCurrent}) {
        pairs << Pair{"text", t.text, ground} << Pair{"text2", t.text2, ground};
    }
    for (const Ink& ground : {t.canvas, t.surface, t.raised, t.subtle, t.hover, t.selected})
        pairs << Pair{"text3", t.text3, ground} << Pair{"link", t.accentText, ground};
    for (const StateInk& state : {t.ok, t.attention, t.act, t.info, t.unknown, t.exempt})
        pairs << Pair{"state on tint", state.text, state.tint} << Pair{"state on surface", state.text, t.surface}
              << Pair{"state on selected", state.text, t.selected} << Pair{"text on tint", t.text, state.tint};
    for (const TileInk& tile : t.tiles)
        pairs << Pair{"tile", tile.text, tile.tint};
    pairs << Pair{"on accent", t.onAccent, t.accent} << Pair{"on accent hover", t.onAccent, t.accentHover}
          << Pair{"on danger", t.onAccent, t.danger} << Pair{"on danger hover", t.onAccent, t.dangerHover}
          << Pair{"tooltip", t.tooltipText, t.tooltip} << Pair{"toast link", t.toastLink, t.tooltip}
          << Pair{"chip", t.accentText, t.chip} << Pair{"chip word", t.text3, t.chip};
    return pairs;
}

QList<Pair> shapePairs(const Tokens& t)
{
    QList<Pair> pairs;
    for (const StateInk& state : {t.ok, t.attention, t.act, t.info, t.unknown, t.exempt})
        pairs << Pair{"state icon", state.solid, t.surface};
    pairs << Pair{"field edge", t.field, t.surface} << Pair{"focus", t.focus, t.surface} << Pair{"focus", t.focus, t.canvas}
          << Pair{"accent", t.accent, t.surface} << Pair{"toast tick", t.toastTick, t.tooltip};
    for (const Ink& series : t.chart)
        pairs << Pair{"chart", series, t.surface};
    return pairs;
}

void requireContrast(const QList<Pair>& pairs, double least)
{
    for (const Pair& pair : pairs) {
        const double found = contrast(pair.ink, pair.ground);
        const QString words = QStringLiteral("%1: %2 on %3 is %4").arg(QLatin1String(pair.what), pair.ink.name(), pair.ground.name()).arg(found);
        QVERIFY2(found >= least, qPrintable(words));
    }
}

} // namespace

class TestTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textIsReadable_data() { schemes(); }
    void textIsReadable()
    {
        QFETCH(bool, dark);
        requireContrast(textPairs(dark ? darkTokens : lightTokens), 4.5);
    }
    void shapesAreVisible_data() { schemes(); }
    void shapesAreVisible()
    {
        QFETCH(bool, dark);
        requireContrast(shapePairs(dark ? darkTokens : lightTokens), 2.995);
    }
    void chartColoursDiffer_data() { schemes(); }
    void chartColoursDiffer()
    {
        QFETCH(bool, dark);
        const auto& chart = (dark ? darkTokens : lightTokens).chart;
        for (size_t i = 0; i < chart.size(); ++i)
            for (size_t j = i + 1; j < chart.size(); ++j)
                QVERIFY2(apart(chart[i], chart[j]) >= 7.8, qPrintable(QStringLiteral("%1 and %2").arg(i).arg(j)));
    }

private:
    static void schemes()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
};

QTEST_APPLESS_MAIN(TestTokens)
#include "test_tokens.moc"
