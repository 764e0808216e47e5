#include "ui/widgets/fonts.h"

#include "core/base/log.h"

#include <QFontDatabase>
#include <QFontMetrics>
#include <QResource>
#include <QtMath>

#include <optional>

static void openFontResources()
{
    Q_INIT_RESOURCE(qm_fonts);
    Q_INIT_RESOURCE(qm_font_licence);
}

namespace qm::widgets {

namespace {

enum class Face : quint8 { Text, Display, Figures, DisplayFigures };

struct TypeSpec
{
    Face face;
    double pixels;
    int weight;
    double spacing;
};

constexpr std::array<TypeSpec, typeCount> typeSpecs{{
    {Face::DisplayFigures, 30, 600, -0.6}, // Ring
    {Face::DisplayFigures, 26, 600, -0.4}, // Figure
    {Face::DisplayFigures, 18, 600, -0.1}, // SmallFigure
    {Face::Display, 20, 600, -0.2},        // Title
    {Face::Text, 14, 600, 0},              // Section
    {Face::Text, 17, 400, 0},              // Input
    {Face::Text, 13, 400, 0},              // Body
    {Face::Text, 13, 500, 0},              // Strong
    {Face::Text, 13, 600, 0},              // Bold
    {Face::Text, 12, 400, 0},              // Small
    {Face::Text, 12, 500, 0},              // SmallStrong
    {Face::Text, 11, 500, 0.1},            // Caption
    {Face::Text, 11, 500, 0},              // Key
    {Face::Figures, 13, 400, 0},           // Digits
    {Face::Figures, 13, 500, 0},           // DigitsStrong
    {Face::Figures, 13, 600, 0},           // DigitsBold
    {Face::Figures, 12, 400, 0},           // DigitsSmall
    {Face::Figures, 12, 500, 0},           // DigitsSmallStrong
    {Face::Text, 13, 600, 0},              // Initials: sized by its disc
}};

struct FontStore
{
    double scale = 1.0;
    std::array<std::optional<QFont>, typeCount> fonts;
    std::array<std::optional<QFontMetricsF>, typeCount> metrics;
    QStringList loaded;
};

FontStore& fontStore()
{
    static FontStore store;
    return store;
}

QString faceFile(const TypeSpec& spec)
{
    static constexpr std::array<const char*, 4> stems{"text", "display", "figures", "figures-display"};
    return QStringLiteral(":/qm/fonts/%1-%2.otf")
        .arg(QLatin1String(stems[static_cast<size_t>(spec.face)]))
        .arg(spec.weight);
}

// Reading a face costs a millisecond or two, so each is read when the first text in it is laid out.
void readFace(const QString& file)
{
    QStringList& loaded = fontStore().loaded;
    if (loaded.contains(file))
        return;
    if (loaded.isEmpty())
        openFontResources();
    loaded << file;
    const QResource face(file);
    const auto* bytes = reinterpret_cast<const char*>(face.data());
    const QByteArray data = QByteArray::fromRawData(bytes, face.size());
    if (!face.isValid() || QFontDatabase::addApplicationFontFromData(data) < 0)
        qCWarning(base::logUi) << "cannot read font face" << file;
}

// Noto Sans has no U+2212, so it stands behind Inter; the figure faces carry Latin only.
QStringList families(Face face)
{
    const QString inter = QStringLiteral("Inter");
    const QString noto = QStringLiteral("Noto Sans");
    switch (face) {
    case Face::Display: return {QStringLiteral("Inter Display"), inter, noto};
    case Face::Figures: return {QStringLiteral("QM Figures"), inter, noto};
    case Face::DisplayFigures:
        return {QStringLiteral("QM Figures Display"), QStringLiteral("Inter Display"), inter, noto};
    case Face::Text: break;
    }
    return {inter, noto};
}

QFont makeFont(const TypeSpec& spec)
{
    readFace(faceFile(spec));
    QFont made;
    made.setFamilies(families(spec.face));
    made.setPixelSize(qRound(spec.pixels * fontStore().scale));
    made.setWeight(static_cast<QFont::Weight>(spec.weight));
    made.setHintingPreference(QFont::PreferNoHinting);
    if (spec.spacing != 0)
        made.setLetterSpacing(QFont::AbsoluteSpacing, spec.spacing);
    return made;
}

const QFontMetricsF& metrics(Type type)
{
    auto& held = fontStore().metrics[static_cast<size_t>(type)];
    if (!held)
        held.emplace(font(type));
    return *held;
}

} // namespace

const QFont& font(Type type)
{
    auto& held = fontStore().fonts[static_cast<size_t>(type)];
    if (!held)
        held = makeFont(typeSpecs[static_cast<size_t>(type)]);
    return *held;
}

void setTextScale(double scale)
{
    FontStore& store = fontStore();
    store.scale = scale;
    store.fonts.fill(std::nullopt);
    store.metrics.fill(std::nullopt);
}

double textScale()
{
    return fontStore().scale;
}

int lineHeight(Type type)
{
    return qCeil(metrics(type).height());
}

int textWidth(Type type, const QString& text)
{
    return qCeil(metrics(type).horizontalAdvance(text) - 0.05);
}

} // namespace qm::widgets
