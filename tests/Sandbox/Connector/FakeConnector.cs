using System.Net;
using CompetencyBot.Sandbox.Connector.Rules;

namespace CompetencyBot.Sandbox.Connector;

/// <summary>
/// Plays the Bot Connector of Teams on this machine: send, reply, update, delete, create conversation, members. It records every request,
/// refuses what breaks the protocol, counts the limits, and can be told what to answer (see the other half of this class).
/// </summary>
public sealed partial class FakeConnector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TimeProvider _clock;
    private readonly CallRecord _record = new();
    private readonly FaultRecord _faults = new();
    private readonly ProtocolRules _rules = new();
    private readonly ConnectorService _service = new();
    private readonly TaskCompletionSource _ending = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private FakeConnector(WebApplication app, TimeProvider clock)
    {
        (_app, _clock, Limits) = (app, clock, new Limits(clock));
        app.Run(AnswerAsync);
    }

    /// <summary>What activities name as their service; without a slash at its end, like the Playground's (Teams' own has one).</summary>
    public string ServiceUrl => _app.Urls.First();

    /// <summary>Everything that came so far, oldest first.</summary>
    public IReadOnlyList<ConnectorCall> Calls => _record.Calls;

    /// <summary>How many calls came, kept or not.</summary>
    public int Count => _record.Count;

    /// <summary>
    /// Off, for long runs, neither calls nor ids of activities are kept: there is nothing to wait for but what comes while one waits, and
    /// an update of any activity succeeds. Faults and limits are seen nevertheless.
    /// </summary>
    public bool Record
    {
        get => _record.Keeps;
        set => _record.Keeps = _service.Activities.Keeps = value;
    }

    /// <summary>The calls that broke a rule of the protocol, oldest first; the first <see cref="FaultRecord.Most"/> of them.</summary>
    public IReadOnlyList<ConnectorCall> Faults => _faults.Calls;

    public Limits Limits { get; }

    /// <summary>Whether a call beyond a limit is answered with 429; otherwise it is only counted.</summary>
    public bool EnforceLimits { get; set; }

    /// <summary>Whether such an answer says how long to wait; Teams does not always.</summary>
    public bool TellsWait { get; set; } = true;

    /// <param name="port">0 takes a free one.</param>
    /// <param name="clock">Of slow answers and limits; the system's unless told.</param>
    public static async Task<FakeConnector> StartAsync(int port = 0, TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var connector = new FakeConnector(builder.Build(), clock ?? TimeProvider.System);
        await connector._app.StartAsync();
        return connector;
    }

    /// <summary>The oldest call that no <see cref="NextAsync"/> has returned yet, waited for if need be.</summary>
    /// <exception cref="TimeoutException">Nothing came within the limit (10 s unless told).</exception>
    public Task<ConnectorCall> NextAsync(TimeSpan? limit = null) => _record.NextAsync(limit);

    /// <summary>The first call, past or coming, that the predicate takes.</summary>
    /// <exception cref="TimeoutException">None came within the limit (10 s unless told).</exception>
    public Task<ConnectorCall> WaitForAsync(Func<ConnectorCall, bool> predicate, TimeSpan? limit = null) =>
        _record.WaitForAsync(predicate, limit);

    /// <summary>Takes the faults out: for a test that makes the bot break a rule on purpose, and looks at what comes of it.</summary>
    public IReadOnlyList<ConnectorCall> TakeFaults() => _faults.Take();

    public async ValueTask DisposeAsync()
    {
        _ending.TrySetResult(); // lets go of the calls that hang
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = await ConnectorRequest.ReadAsync(context);
        var faults = _rules.Check(request);
        var planned = faults.Count == 0 ? Planned(request) : Refused(faults[0]);
        var carriedOut = planned.CarriesOut ? _service.CarryOut(request, ServiceUrl) : null;
        var answer = planned.Answer ?? carriedOut!;
        var wait = planned.Wait(); // before the call is shown: whoever sees it may move the clock at once
        Show(request, faults, answer.Status, carriedOut?.GivenId);
        await Task.WhenAny(wait, _ending.Task);
        await answer.WriteAsync(context.Response);
    }

    private PlannedAnswer Planned(ConnectorRequest request) =>
        Limits.Count(request.Target, request.Operation.Reads(), EnforceLimits) is { } wait
            ? new PlannedAnswer(ConnectorAnswer.Throttled(TellsWait ? wait : null), CarriesOut: false)
            : _plan.Next(request.Target);

    private static PlannedAnswer Refused(ProtocolFault fault) =>
        new(ConnectorAnswer.Error(fault.Status, fault.Code, fault.ToString()), CarriesOut: false);

    private void Show(ConnectorRequest request, IReadOnlyList<ProtocolFault> faults, int status, string? givenId)
    {
        var call = new ConnectorCall(request.Method, request.RawPath, request.Node, request.Authorization, status)
        {
            At = _clock.GetUtcNow(),
            ConversationId = request.ConversationId,
            ActivityId = request.ActivityId,
            GivenId = givenId,
            Faults = faults,
        };
        if (faults.Count > 0)
            _faults.Add(call);
        _record.Add(call);
    }
}
