using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;

namespace CompetencyBot.BotFramework.Files;

/// <summary>
/// Puts a file where Teams wants it after the person has agreed: one PUT without the bot's token, to hosts of files only. The address is a secret:
/// nothing here logs more of one than its host.
/// </summary>
public sealed class FileUpload
{
    /// <summary>The largest that is put in one piece; OneDrive takes up to 60 MiB at once.</summary>
    public const int MaxBytes = 20 * 1024 * 1024;

    /// <summary>An invoke is waited for.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(6);

    private readonly HttpClient _http;
    private readonly FileHosts _hosts;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;

    internal FileUpload(HttpClient http, FileHosts hosts, TimeProvider clock, ILogger<FileUpload> log) =>
        (_http, _hosts, _clock, _log) = (http, hosts, clock, log);

    /// <returns>Whether it is there.</returns>
    public async Task<bool> PutAsync(string? address, byte[] content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (content.Length is 0 or > MaxBytes)
            return false;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || !_hosts.Trusts(url))
        {
            _log.UntrustedUpload(url?.IdnHost ?? "");
            return false;
        }

        using var deadline = new CancellationTokenSource(Deadline, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await PutAsync(url, content, either.Token);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // The name only: a message may quote the address.
            _log.FileNotPut(url.IdnHost, e is HttpRequestException { HttpRequestError: var error } ? error.ToString() : e.GetType().Name);
            return false;
        }
    }

    private async Task<bool> PutAsync(Uri url, byte[] content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, url) { Content = new ByteArrayContent(content) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        request.Content.Headers.ContentRange = new ContentRangeHeaderValue(0, content.Length - 1, content.Length);
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!response.IsSuccessStatusCode)
            _log.FileNotPut(url.IdnHost, response.StatusCode.ToString());
        return response.IsSuccessStatusCode;
    }
}
