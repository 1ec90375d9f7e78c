using CompetencyBot.Sandbox.Playground;

namespace CompetencyBot.Sandbox.Trial;

/// <summary>The bot on a sample organisation and three Playgrounds around it; disposing it leaves no process and no folder.</summary>
public sealed class RunningTrial : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<PlaygroundProcess> _playgrounds = [];
    private PlayedMicrosoft? _microsoft;
    private RunningBot? _bot;
    private ShiftedClock? _clock;

    private RunningTrial(SampleProgramme programme) => Programme = programme;

    public RunningBot Bot => _bot!;

    public PlayedMicrosoft Microsoft => _microsoft!;

    public PlaygroundProcess Employee => _playgrounds[0];

    public PlaygroundProcess Manager => _playgrounds[1];

    public PlaygroundProcess Admin => _playgrounds[2];

    public IReadOnlyList<PlaygroundProcess> Playgrounds => _playgrounds;

    /// <summary>The copy of the sample organisation that this trial reads.</summary>
    public string EvidenceFolder { get; private set; } = "";

    public SampleProgramme Programme { get; }

    /// <summary>The day in the sample organisation on which the trial started.</summary>
    public DateOnly StartedOn { get; private set; }

    /// <exception cref="TrialException">Something is missing or taken; nothing is left running.</exception>
    public static async Task<RunningTrial> StartAsync(
        TrialOptions options, NodeTools tools, PlaygroundPackage package, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        PortsInUse.Refuse([options.BotPort, .. options.PlaygroundPorts]);
        var trial = new RunningTrial(options.Programme);
        try
        {
            await trial.RunAsync(options, tools, package, cancellationToken);
            return trial;
        }
        catch
        {
            await trial.DisposeAsync();
            throw;
        }
    }

    /// <summary>Half past nine of a later day in Taipei; what was due between is made up, a message for each ladder that was climbed.</summary>
    /// <returns>False for a day that has passed, and where the trial lives today.</returns>
    public bool GoTo(DateOnly day)
    {
        var wanted = new DateTimeOffset(day.ToDateTime(new TimeOnly(9, 30)), SampleCast.Morning.Offset);
        if (_clock is not { } clock || wanted < clock.GetUtcNow())
            return false;
        clock.Advance(wanted - clock.GetUtcNow());
        return true;
    }

    /// <summary>Waits until a part of the trial ends by itself.</summary>
    /// <returns>A sentence that says which.</returns>
    public async Task<string> EndedAsync(CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var bot = Bot.Stopping.Register(() => stopped.TrySetResult());
        Task[] parts = [stopped.Task, .. _playgrounds.Select(playground => playground.EndedAsync(cancellationToken))];
        var ended = await Task.WhenAny(parts);
        // A terminal sends Ctrl-C to the Playgrounds as well, and one of them may be faster than our own handler.
        await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
        await ended;
        var place = Array.IndexOf(parts, ended);
        return place == 0 ? "The bot has stopped." : $"The Playground of {_playgrounds[place - 1].CurrentUser.DisplayName} has ended.";
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var playground in _playgrounds)
            await playground.DisposeAsync();
        if (_bot is not null)
            await _bot.DisposeAsync();
        if (_microsoft is not null)
            await _microsoft.DisposeAsync();
        _folder.Dispose();
    }

    private Dictionary<string, string?> Settings(SampleCast cast, int botPort)
    {
        var settings = BotSettings.For(cast, Programme.EditionId, EvidenceFolder, _folder.File("trial.db"));
        var played = BotSettings.Linking(Microsoft.Accounts, Microsoft.PartnerCenter, botPort).Concat(BotSettings.Directory(Microsoft.Graph, Microsoft.Login)).Concat(BotSettings.Reports(Microsoft.Insights));
        foreach (var (key, value) in played)
            settings[key] = value;
        if (Programme.LivesToday)
            settings["Renewal:WorkingHours"] = ""; // it is tried at whatever hour it is
        return settings;
    }

    private async Task RunAsync(TrialOptions options, NodeTools tools, PlaygroundPackage package, CancellationToken cancellationToken)
    {
        var clock = Programme.Clock(TimeProvider.System);
        _clock = clock as ShiftedClock;
        StartedOn = SampleProgramme.DateOn(clock);
        EvidenceFolder = Programme.WriteEvidence(_folder, clock);
        var cast = new SampleCast(EvidenceFolder, options.Employee);
        _microsoft = await PlayedMicrosoft.StartAsync(EvidenceFolder, clock);
        _bot = await RunningBot.StartAsync(options.BotPort, Settings(cast, options.BotPort), clock, cancellationToken);
        var endpoint = new Uri(_bot.Address, "/api/messages");
        foreach (var (world, port) in cast.Worlds.Zip(options.PlaygroundPorts))
            _playgrounds.Add(await PlaygroundProcess.StartAsync(tools, package, world, endpoint, port, _folder.Path, cancellationToken));
    }
}
