using System.Collections.Concurrent;
using System.Net.Http.Headers;
using CompetencyBot.Tests.BotFramework;

namespace CompetencyBot.Tests.Robustness;

/// <summary>Sends cases, a few at a time, and notes every answer that is not one of those expected.</summary>
/// <param name="log">Of the bot; only errors are written to it.</param>
internal sealed class FuzzRun(Uri bot, LogRecord log, FuzzCases cases) : IDisposable
{
    private const int InFlight = 8;
    private const int MostFailures = 5;

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private readonly ConcurrentDictionary<int, byte> _running = new();
    private readonly ConcurrentDictionary<int, byte> _suspects = new();
    private readonly ConcurrentQueue<string> _failures = new();
    private readonly ConcurrentDictionary<int, int> _statuses = new();
    private int _logged;

    public IReadOnlyCollection<string> Failures => _failures;

    /// <summary>How often each status was answered.</summary>
    public IReadOnlyDictionary<int, int> Statuses => _statuses;

    public Task SendAsync(IEnumerable<int> indexes) => Parallel.ForEachAsync(
        indexes,
        new ParallelOptions { MaxDegreeOfParallelism = InFlight, CancellationToken = TestContext.Current.CancellationToken },
        async (index, _) =>
        {
            if (_failures.Count < MostFailures && _suspects.Count < MostFailures * InFlight)
                await SendAsync(cases.Make(index));
        });

    /// <summary>A turn that failed may be repeated, the others are dropped as repeats: whose error comes again is found out.</summary>
    public async Task FindCulpritsAsync()
    {
        foreach (var suspect in _suspects.Keys.Order().Select(cases.Make))
        {
            var before = log.Text.Length;
            await StatusAsync(suspect);
            if (log.Text[before..] is { Length: > 0 } error)
                _failures.Enqueue($"{error}\n{suspect}");
        }

        if (_failures.IsEmpty && log.Text.Length > 0)
            _failures.Enqueue($"{log.Text}\none of the cases {string.Join(", ", _suspects.Keys.Order())}");
    }

    public void Dispose() => _http.Dispose();

    private async Task SendAsync(FuzzCase sent)
    {
        _running[sent.Index] = 0;
        try
        {
            var status = await StatusAsync(sent);
            _statuses.AddOrUpdate(status, 1, (_, count) => count + 1);
            if (!sent.Expected.Contains(status))
                _failures.Enqueue($"{status}, expected {string.Join(" or ", sent.Expected)}, {sent}");
            NoteErrors();
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            _failures.Enqueue($"no answer ({failure.Message}), {sent}");
        }
        finally
        {
            _running.TryRemove(sent.Index, out _);
        }
    }

    private async Task<int> StatusAsync(FuzzCase sent)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(bot, "/api/messages"))
        {
            Content = new ByteArrayContent(sent.Body) { Headers = { ContentType = MediaTypeHeaderValue.Parse(sent.ContentType) } },
        };
        if (sent.Authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", sent.Authorization);
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)response.StatusCode;
    }

    /// <summary>The log does not say which request an error belongs to: it is one of those that run at that moment.</summary>
    private void NoteErrors()
    {
        var length = log.Text.Length;
        if (Interlocked.Exchange(ref _logged, length) >= length)
            return;
        foreach (var index in _running.Keys)
            _suspects[index] = 0;
    }
}
