#pragma once

#include <QIODevice>

namespace qm::vendor {

/// The body of a write, readable once. Qt sends a request again by itself when the server closes the
/// connection before answering, whatever the method; it can't when the body can't be rewound, and so a write
/// whose answer was lost stays a question for the engine (vendor rule 6) instead of happening twice.
class OnceBody final : public QIODevice
{
public:
    explicit OnceBody(QByteArray bytes, QObject* parent = nullptr);

    bool isSequential() const override { return true; }
    bool atEnd() const override { return m_at >= m_bytes.size(); }
    qint64 bytesAvailable() const override { return m_bytes.size() - m_at; }
    bool reset() override { return false; }

protected:
    qint64 readData(char* to, qint64 longest) override;
    qint64 writeData(const char*, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    qint64 m_at = 0;
};

} // namespace qm::vendor
