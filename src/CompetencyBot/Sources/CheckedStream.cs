using System.Security.Cryptography;
using System.Text;

namespace CompetencyBot.Sources;

/// <summary>
/// Passes a file's bytes on and meanwhile takes their fingerprint and checks that they are UTF-8: the CSV reader replaces invalid bytes
/// without a word, which would turn a name in Big5 into question marks.
/// </summary>
internal sealed class CheckedStream(Stream content) : Stream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Decoder decoder = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
    private readonly char[] scratch = new char[4096];

    /// <summary>Valid after <see cref="Finish"/>.</summary>
    public bool IsUtf8 { get; private set; } = true;

    /// <summary>Reads what the consumer left unread.</summary>
    /// <returns>SHA-256 of the whole content, lower-case hexadecimal.</returns>
    public string Finish()
    {
        CopyTo(Null);
        Check([], atEnd: true);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public override int Read(Span<byte> buffer)
    {
        var read = content.Read(buffer);
        hash.AppendData(buffer[..read]);
        Check(buffer[..read], atEnd: false);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    private void Check(ReadOnlySpan<byte> bytes, bool atEnd)
    {
        if (!IsUtf8)
            return;

        try
        {
            var completed = false;
            while (!completed)
            {
                decoder.Convert(bytes, scratch, atEnd, out var used, out _, out completed);
                bytes = bytes[used..];
            }
        }
        catch (DecoderFallbackException)
        {
            IsUtf8 = false;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            hash.Dispose();
        base.Dispose(disposing);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
