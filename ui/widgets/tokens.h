#pragma once

#include "ui/format/cell.h"

#include <QColor>

#include <array>

/// Every colour, measure and type size of the window; nothing else names one (README.md of this folder).
namespace qm::widgets {

/// One colour of the design, opaque unless written with #AARRGGBB.
struct Ink
{
    QRgb rgba = 0;

    constexpr Ink() = default;
    constexpr explicit Ink(QRgb value)
        : rgba(value)
    {}
    operator QColor() const { return QColor::fromRgba(rgba); }
    friend constexpr bool operator==(Ink, Ink) = default;
};

constexpr Ink rgb(QRgb value)
{
    return Ink(0xff000000u | value);
}

/// The four colours of a state: its words, the tint behind them, the edge of that tint, and icons or bars.
struct StateInk
{
    Ink text, tint, edge, solid;
};

/// The two colours of an avatar or app tile: identity, never state.
struct TileInk
{
    Ink tint, text;
};

/// All colours of one scheme.
struct Tokens
{
    Ink canvas, surface, raised, subtle, hover, press, selected, selectedEdge, chip;
    Ink navCurrent, line, lineStrong, field, chartGrid;
    Ink text, text2, text3, disabled, accent, accentHover, accentText, onAccent, danger, dangerHover;
    Ink scrim, tooltip, tooltipText, toastTick, toastLink, focus, segmentTrack, shadow;
    StateInk ok, attention, act, info, unknown, exempt;
    std::array<Ink, 7> chart;
    std::array<TileInk, 8> tiles;
    /// Share of the surface in a paled series (forecast) and in "less used".
    double forecastMix = 0.58, paleMix = 0.5;

    const StateInk& state(format::State state) const;
};

inline constexpr Tokens lightTokens{
    .canvas = rgb(0xF4F5F7), .surface = rgb(0xFFFFFF), .raised = rgb(0xFFFFFF), .subtle = rgb(0xF8F9FA),
    .hover = rgb(0xF2F4F7), .press = rgb(0xE9ECF0), .selected = rgb(0xEDF1FE), .selectedEdge = rgb(0xC9D4FB),
    .chip = rgb(0xEDF1FE),
    .navCurrent = rgb(0xE6E9F0), .line = rgb(0xE8EAEE), .lineStrong = rgb(0xD5D9E0), .field = rgb(0x868E9C),
    .chartGrid = rgb(0xEDEFF2),
    .text = rgb(0x171A21), .text2 = rgb(0x4C5462), .text3 = rgb(0x656D7B), .disabled = rgb(0xA3AAB6),
    .accent = rgb(0x3557D6), .accentHover = rgb(0x2B49BD), .accentText = rgb(0x2F4FC7), .onAccent = rgb(0xFFFFFF),
    .danger = rgb(0xC7352B), .dangerHover = rgb(0xAD2B22),
    .scrim = Ink(0x5C10141E), .tooltip = rgb(0x1C2028), .tooltipText = rgb(0xF4F5F7), .toastTick = rgb(0x7FE0BE),
    .toastLink = rgb(0xA9BBFF), .focus = rgb(0x3557D6), .segmentTrack = rgb(0xE9ECF0), .shadow = Ink(0x2E10141E),
    .ok = {rgb(0x0B6E52), rgb(0xE3F4EE), rgb(0xBFE3D6), rgb(0x17896A)},
    .attention = {rgb(0x8A5200), rgb(0xFFF1D6), rgb(0xF3D9A4), rgb(0xC77700)},
    .act = {rgb(0xB3261E), rgb(0xFDEAE7), rgb(0xF5C6C0), rgb(0xCF3A30)},
    .info = {rgb(0x2F4FC7), rgb(0xE9EEFE), rgb(0xC9D4FB), rgb(0x3557D6)},
    .unknown = {rgb(0x525B69), rgb(0xEEF0F3), rgb(0xCDD2DA), rgb(0x8B94A3)},
    .exempt = {rgb(0x4C5462), rgb(0xFFFFFF), rgb(0xD5D9E0), rgb(0x656D7B)},
    .chart = {rgb(0x3655CE), rgb(0x1E9DDE), rgb(0x3D8E78), rgb(0xC78218), rgb(0x6E1F40), rgb(0x8B65AE), rgb(0x565B63)},
    .tiles = {{{rgb(0xE4EAFD), rgb(0x2A46AE)}, {rgb(0xDDF1EA), rgb(0x0B6149)}, {rgb(0xFCEBD0), rgb(0x7F4A00)},
               {rgb(0xFBE3E8), rgb(0x9A1F4A)}, {rgb(0xECE4F8), rgb(0x5F3F96)}, {rgb(0xDCEFFA), rgb(0x135C86)},
               {rgb(0xEBEDF0), rgb(0x454D5A)}, {rgb(0xF1EBDC), rgb(0x625224)}}},
    .forecastMix = 0.58, .paleMix = 0.5};

inline constexpr Tokens darkTokens{
    .canvas = rgb(0x0F1115), .surface = rgb(0x16191F), .raised = rgb(0x1E222A), .subtle = rgb(0x1A1E25),
    .hover = rgb(0x1F242C), .press = rgb(0x282E38), .selected = rgb(0x20294A), .selectedEdge = rgb(0x36457E),
    .chip = rgb(0x1D2748),
    .navCurrent = rgb(0x282E38), .line = rgb(0x262B34), .lineStrong = rgb(0x363D49), .field = rgb(0x6E7887),
    .chartGrid = rgb(0x232831),
    .text = rgb(0xECEEF2), .text2 = rgb(0xB0B8C4), .text3 = rgb(0x8F98A6), .disabled = rgb(0x596270),
    .accent = rgb(0x4565E6), .accentHover = rgb(0x3A58D4), .accentText = rgb(0x9DB2FF), .onAccent = rgb(0xFFFFFF),
    .danger = rgb(0xC23A30), .dangerHover = rgb(0xAB3028),
    .scrim = Ink(0x9604060A), .tooltip = rgb(0xE9EBEF), .tooltipText = rgb(0x171A21), .toastTick = rgb(0x0B6E52),
    .toastLink = rgb(0x2F4FC7), .focus = rgb(0x9DB2FF), .segmentTrack = rgb(0x0F1115), .shadow = Ink(0x80000000),
    .ok = {rgb(0x5FD3AC), rgb(0x12302A), rgb(0x1F4B40), rgb(0x3DB38C)},
    .attention = {rgb(0xF2B84B), rgb(0x33270F), rgb(0x544016), rgb(0xD99A28)},
    .act = {rgb(0xFF9A8F), rgb(0x3B1D1C), rgb(0x5E2C2A), rgb(0xE5594D)},
    .info = {rgb(0x9DB2FF), rgb(0x1D2748), rgb(0x313F73), rgb(0x6F8CFF)},
    .unknown = {rgb(0xB0B8C4), rgb(0x262B34), rgb(0x3C434F), rgb(0x7A8494)},
    .exempt = {rgb(0xB0B8C4), rgb(0x16191F), rgb(0x363D49), rgb(0x8F98A6)},
    .chart = {rgb(0x4E6FE3), rgb(0x82DCFE), rgb(0x27A094), rgb(0xE3B034), rgb(0xBE435B), rgb(0x9F85E4), rgb(0xB0B2B6)},
    .tiles = {{{rgb(0x26325C), rgb(0xB4C4FF)}, {rgb(0x173B32), rgb(0x7FDDBC)}, {rgb(0x44330F), rgb(0xF4C873)},
               {rgb(0x4A2230), rgb(0xFFA9BE)}, {rgb(0x37294F), rgb(0xD0B8F7)}, {rgb(0x183A50), rgb(0x96D2F7)},
               {rgb(0x2C323C), rgb(0xC3CAD4)}, {rgb(0x3B341F), rgb(0xDCCB97)}}},
    .forecastMix = 0.55, .paleMix = 0.38};

inline const StateInk& Tokens::state(format::State state) const
{
    switch (state) {
    case format::State::Ok: return ok;
    case format::State::Attention: return attention;
    case format::State::Act: return act;
    case format::State::Info: return info;
    case format::State::Unknown: return unknown;
    case format::State::Plain:
    case format::State::Exempt: break;
    }
    return exempt;
}

/// `share` of `over` in `ink`: 0 is ink, 1 is over.
inline QColor mixed(QColor ink, QColor over, double share)
{
    const auto part = [share](int a, int b) { return qRound(a + (b - a) * share); };
    return {part(ink.red(), over.red()), part(ink.green(), over.green()), part(ink.blue(), over.blue())};
}

/// Lengths in logical pixels.
namespace measure {
inline constexpr int control = 32, chipHeight = 28, pillHeight = 20, keyCap = 18, tick = 16;
inline constexpr int sheetInset = 8, sheetLeft = 28, sheetRight = 20, cardPadding = 20, cardGap = 16, cellGap = 8;
inline constexpr int row = 36, twoLineRow = 46, groupRow = 32, headerRow = 32, planLine = 34, planLineWarned = 52;
inline constexpr int radiusTick = 4, radiusControl = 6, radiusMenu = 8, radiusCard = 10, radiusDialog = 12;
inline constexpr int pageHead = 68, pageHeadTall = 76, wizardSteps = 44, wizardFoot = 58;
inline constexpr int navWidth = 232, navFolded = 56, navRow = 32, navFoldsUnder = 1100;
inline constexpr int sidePanel = 392, rightColumn = 332, paletteWidth = 680, explainWidth = 400;
inline constexpr int iconPill = 12, iconInline = 16, iconTile = 20, thinBar = 6, sign = 18, emptyTile = 56;
inline constexpr int avatarSmall = 22, avatar = 28, avatarLarge = 44, timelineDisc = 24;
inline constexpr int hoverMs = 120, sheetMs = 160, toastMs = 6000;
} // namespace measure

/// The type styles; sizes and weights are in fonts.cpp.
enum class Type : quint8 {
    Ring, Figure, SmallFigure, Title, Section, Input, Body, Strong, Bold, Small, SmallStrong, Caption, Key,
    Digits, DigitsStrong, DigitsBold, DigitsSmall, DigitsSmallStrong, Initials,
};
inline constexpr int typeCount = static_cast<int>(Type::Initials) + 1;

/// The colours a text may have, by role.
enum class Tone : quint8 { Text, Second, Third, Disabled, Accent, OnAccent, Ok, Attention, Act, Info, Unknown };

} // namespace qm::widgets
