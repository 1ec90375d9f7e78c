using System.Buffers;
using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace CompetencyBot.BotFramework.Files;

/// <summary>
/// Fetches the files of a message: a plain GET without the bot's token. Their addresses are secrets: nothing here logs or tells more of
/// one than its host.
/// </summary>
public sealed class FileDownload
{
    /// <summary>Name of the HTTP client that fetches files.</summary>
    public const string HttpClientName = "BotFramework.Files";

    /// <summary>For one file.</summary>
    public const int MaxBytes = 20 * 1024 * 1024;

    /// <summary>For all files of a message together, since they are waited for in one turn; its own limit lies well above.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);

    private const int ChunkBytes = 80 * 1024;

    private readonly HttpClient _http;
    private readonly FileHosts _hosts;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;

    internal FileDownload(HttpClient http, FileHosts hosts, TimeProvider clock, ILogger<FileDownload> log) =>
        (_http, _hosts, _clock, _log) = (http, hosts, clock, log);

    /// <summary>
    /// One after the other, as the caller reads on, so that no more than one file is held in memory. The caller's own work counts towards
    /// <see cref="Deadline"/>; files that are not there by then end as <see cref="DownloadFault.NotReached"/>.
    /// </summary>
    /// <returns>A result for each file, in their order.</returns>
    public async IAsyncEnumerable<DownloadResult> FetchAsync(
        IEnumerable<AttachedFile> files, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(files);
        using var deadline = new CancellationTokenSource(Deadline, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        foreach (var file in files)
        {
            var (bytes, fault) = await TryFetchAsync(file.DownloadUrl, either.Token, cancellationToken);
            yield return bytes is null ? new DownloadResult.Refused(file.Name, fault) : new DownloadResult.Downloaded(file.Name, bytes);
        }
    }

    private async Task<(byte[]? Bytes, DownloadFault Fault)> TryFetchAsync(
        string? address, CancellationToken either, CancellationToken cancellationToken)
    {
        if (address is null)
            return (null, DownloadFault.NoAddress);
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || !_hosts.Trusts(url))
        {
            _log.UntrustedFileHost(url?.IdnHost ?? "");
            return (null, DownloadFault.NotTrusted);
        }

        try
        {
            return await FetchAsync(url, either);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // The name only: a message may quote the address.
            _log.FileNotReached(url.IdnHost, e is HttpRequestException { HttpRequestError: var error } ? error.ToString() : e.GetType().Name);
            return (null, DownloadFault.NotReached);
        }
    }

    private async Task<(byte[]? Bytes, DownloadFault Fault)> FetchAsync(Uri url, CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            _log.FileNotReached(url.IdnHost, response.StatusCode.ToString());
            return (null, FaultOf((int)response.StatusCode));
        }

        var length = response.Content.Headers.ContentLength;
        if (length > MaxBytes)
            return (null, DownloadFault.TooLarge);
        await using var content = await response.Content.ReadAsStreamAsync(cancellationToken);
        return (await ReadAsync(content, (int)(length ?? 0), cancellationToken), DownloadFault.TooLarge);
    }

    /// <returns>Null for more than <see cref="MaxBytes"/>, whatever length was announced.</returns>
    private static async Task<byte[]?> ReadAsync(Stream content, int expected, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream(expected);
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            int read;
            while ((read = await content.ReadAsync(chunk, cancellationToken)) > 0)
            {
                if (bytes.Length + read > MaxBytes)
                    return null;
                bytes.Write(chunk, 0, read);
            }

            return bytes.Length == bytes.Capacity ? bytes.GetBuffer() : bytes.ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    private static DownloadFault FaultOf(int status) => status switch
    {
        >= 300 and < 400 => DownloadFault.Redirected,
        401 or 403 or 404 or 410 => DownloadFault.Expired,
        _ => DownloadFault.NotReached,
    };
}
