#include "core/store/search_index.h"

#include "core/base/text.h"

#include <QDeadlineTimer>
#include <QThread>

namespace qm::store {
namespace {

using base::fail;
using base::Id;
using base::Result;
using model::Entity;
using model::Field;
using model::Record;

constexpr int matchesPerQuestion = 200;

bool isSearchable(Entity entity)
{
    const auto& fields = model::describe(entity).fields;
    return std::any_of(fields.begin(), fields.end(), [](const Field& field) { return field.has(model::Searchable); });
}

/// Tags, numbers, mails and logins are remembered by any part of them, not only by their beginning.
bool isKnownByParts(const Field& field)
{
    return field.has(model::Unique) || field.key.contains(QLatin1String("mail")) || field.key == QLatin1String("login");
}

/// The word under which an entity stands in the index: unlike any word that somebody would type.
QString entityWord(Entity entity)
{
    return QStringLiteral("qm0") + QString(model::describe(entity).key).remove(u'-');
}

struct Words
{
    QStringList all;
    QStringList parts;
};

Words wordsOf(const Record& record)
{
    Words words;
    const auto& fields = model::describe(record.entity).fields;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const QString text = base::folded(model::toText(record.at(static_cast<int>(i))));
        if (!fields[i].has(model::Searchable) || text.isEmpty())
            continue;
        words.all.append(text);
        if (isKnownByParts(fields[i]))
            words.parts.append(text);
    }
    return words;
}

QString detailOf(const Record& record)
{
    QStringList parts;
    const auto& fields = model::describe(record.entity).fields;
    const QString title = model::titleOf(record);
    for (std::size_t i = 0; i < fields.size() && parts.size() < 3; ++i) {
        const QString text = model::toText(record.at(static_cast<int>(i)));
        if (fields[i].has(model::Searchable) && fields[i].kind == model::Kind::Text && !text.isEmpty() && text != title)
            parts.append(text);
    }
    return parts.join(QStringLiteral(" · "));
}

/// Words of a question that hold at least one letter or digit.
QStringList questionWords(const QString& text)
{
    QStringList words;
    for (const QString& word : base::folded(text).split(u' ', Qt::SkipEmptyParts)) {
        if (std::any_of(word.begin(), word.end(), [](QChar c) { return c.isLetterOrNumber(); }))
            words.append(word);
    }
    return words.mid(0, 8);
}

QString quotedWord(QString word)
{
    return u'"' + word.replace(u'"', QStringLiteral("\"\"")) + u'"';
}

QString prefixMatch(const QStringList& words)
{
    QStringList parts;
    for (const QString& word : words)
        parts.append(quotedWord(word) + u'*');
    return u'(' + parts.join(QStringLiteral(" AND ")) + u')';
}

} // namespace

bool SearchIndex::isSoonCurrent()
{
    constexpr int patienceMs = 1000, pauseMs = 50;
    const QDeadlineTimer patience(patienceMs);
    const auto isCurrent = [this] { return m_database.integer("SELECT change_count - indexed_change FROM meta").value_or(1) == 0; };
    while (!isCurrent()) {
        if (patience.hasExpired())
            return false;
        QThread::msleep(pauseMs);
    }
    return true;
}

Result<bool> SearchIndex::catchUp(int limit)
{
    const auto behind = m_database.integer("SELECT change_count - indexed_change FROM meta");
    if (!behind)
        return fail(behind.error());
    if (*behind <= 0)
        return false;
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return fail(transaction.error());
    Statement rows = m_database.prepare("SELECT seq, entity, record FROM audit_change WHERE seq > (SELECT indexed_change FROM meta) ORDER BY seq LIMIT ?");
    rows.bindInteger(1, limit);
    QSet<Id> done;
    qint64 last = 0;
    Step step = rows.step();
    for (; step == Step::Row; step = rows.step()) {
        last = rows.integer(0);
        const auto entity = m_codes.entityOf(rows.integer(1));
        const Id record{rows.integer(2)};
        if (!entity || !isSearchable(*entity) || done.contains(record))
            continue;
        done.insert(record);
        if (auto indexed = index(*entity, record); !indexed)
            return fail(indexed.error());
    }
    if (step == Step::Failed)
        return fail(m_database.error());
    if (auto marked = m_database.run("UPDATE meta SET indexed_change = " + QByteArray::number(last)); !marked)
        return fail(marked.error());
    if (auto committed = transaction->commit(); !committed)
        return fail(committed.error());
    return *behind > limit;
}

Result<void> SearchIndex::index(Entity entity, Id record)
{
    for (const char* table : {"search_word", "search_part"}) {
        Statement& forget = m_database.use(QByteArray("DELETE FROM ") + table + " WHERE rowid = ?");
        forget.bindInteger(1, record.value);
        if (auto done = m_database.finish(forget); !done)
            return done;
    }
    View view(m_database, QDate());
    const Record* now = view.find(entity, record);
    if (!now)
        return {};
    const Words words = wordsOf(*now);
    Statement& whole = m_database.use("INSERT INTO search_word (rowid, title, words, entity) VALUES (?, ?, ?, ?)");
    whole.bindInteger(1, record.value);
    whole.bind(2, base::folded(model::titleOf(*now)));
    whole.bind(3, words.all.join(u'\n'));
    whole.bind(4, entityWord(entity));
    if (auto done = m_database.finish(whole); !done || words.parts.isEmpty())
        return done;
    Statement& parts = m_database.use("INSERT INTO search_part (rowid, parts, entity) VALUES (?, ?, ?)");
    parts.bindInteger(1, record.value);
    parts.bind(2, words.parts.join(u'\n'));
    parts.bind(3, entityWord(entity));
    return m_database.finish(parts);
}

Result<std::vector<model::Hit>> SearchIndex::search(const QString& text, int limit)
{
    const QStringList words = questionWords(text);
    if (words.isEmpty() || limit <= 0)
        return std::vector<model::Hit>();
    auto found = matches(words);
    if (!found)
        return fail(found.error());
    std::stable_partition(found->begin(), found->end(), [](const Found& each) { return each.entity == Entity::Person; });
    return hits(*found, limit);
}

Result<std::vector<SearchIndex::Found>> SearchIndex::matches(const QStringList& words)
{
    // Each question is bounded, so the ones that matter most are asked on their own and first.
    const QString prefixes = prefixMatch(words);
    const QString people = QStringLiteral("entity : ") + entityWord(Entity::Person);
    const QByteArray inWords = "SELECT rowid, entity FROM search_word WHERE search_word MATCH ? LIMIT " + QByteArray::number(matchesPerQuestion);
    const QByteArray inParts = "SELECT rowid, entity FROM search_part WHERE search_part MATCH ? LIMIT " + QByteArray::number(matchesPerQuestion);
    QStringList questions = {people + QStringLiteral(" AND title : ") + prefixes, people + QStringLiteral(" AND words : ") + prefixes,
                             QStringLiteral("title : ") + prefixes, QStringLiteral("words : ") + prefixes};
    std::vector<Found> found;
    for (const QString& question : questions) {
        const auto answers = answersTo(inWords, question);
        if (!answers)
            return answers;
        found.insert(found.end(), answers->begin(), answers->end());
    }
    constexpr qsizetype shortestPart = 3; // of a trigram index
    const bool isLongEnough = std::all_of(words.begin(), words.end(), [](const QString& word) { return word.size() >= shortestPart; });
    if (!isLongEnough)
        return found;
    QStringList parts;
    for (const QString& word : words)
        parts.append(quotedWord(word));
    const auto answers = answersTo(inParts, QStringLiteral("parts : (") + parts.join(QStringLiteral(" AND ")) + u')');
    if (!answers)
        return answers;
    found.insert(found.end(), answers->begin(), answers->end());
    return found;
}

Result<std::vector<SearchIndex::Found>> SearchIndex::answersTo(const QByteArray& sql, const QString& match)
{
    static const QHash<QString, Entity> entities = [] {
        QHash<QString, Entity> all;
        for (const Entity entity : model::allEntities())
            all.insert(entityWord(entity), entity);
        return all;
    }();
    std::vector<Found> found;
    Statement& rows = m_database.use(sql);
    rows.bind(1, match);
    Step step = rows.step();
    for (; step == Step::Row; step = rows.step())
        found.push_back({Id{rows.integer(0)}, entities.value(rows.string(1))});
    if (step == Step::Failed) {
        const base::Error failure = m_database.error();
        rows.reset();
        return fail(failure);
    }
    rows.reset();
    return found;
}

Result<std::vector<model::Hit>> SearchIndex::hits(const std::vector<Found>& found, int limit)
{
    std::vector<model::Hit> hits;
    QSet<Id> known;
    View view(m_database, QDate());
    for (const Found& each : found) {
        if (known.contains(each.id))
            continue;
        known.insert(each.id);
        const Record* record = view.find(each.entity, each.id);
        if (!record)
            continue; // removed since the index last looked
        hits.push_back({each.entity, each.id, model::titleOf(*record), detailOf(*record)});
        if (hits.size() == static_cast<std::size_t>(limit))
            break;
    }
    return hits;
}

} // namespace qm::store
