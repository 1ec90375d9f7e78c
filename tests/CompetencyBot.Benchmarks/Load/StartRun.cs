using System.Diagnostics;
using System.Globalization;

namespace CompetencyBot.Benchmarks.Load;

/// <summary>From the start of the process to the first answered message: the whole bot on a database that has its evidence already.</summary>
internal static class StartRun
{
    private static readonly LoadOptions One = new(Turns: 1, InFlight: 1, Runs: 1, Conversations: 1, Tenants: 1, WarmUp: 0);

    /// <exception cref="LoadException">The first message was not answered.</exception>
    public static async Task RunAsync(int starts, CancellationToken cancellationToken)
    {
        var scenario = Scenario.Help();
        await using var world = await LoadWorld.StartAsync(scenario);
        var (mail, tokens) = (new Mailbag(scenario.Text, world.Connector.ServiceUrl, One), world.Tokens());
        await OnceAsync(world, mail, tokens, cancellationToken); // the evidence is imported
        var seconds = new List<(double Listening, double Answered)>();
        for (var start = 0; start < starts; start++)
            seconds.Add(await OnceAsync(world, mail, tokens, cancellationToken));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"start, {starts} times: listening after {Median(seconds.Select(s => s.Listening)):0.00} s, first answer after {
                Median(seconds.Select(s => s.Answered)):0.00} s (medians); fastest {seconds.Min(s => s.Answered):0.00} s, slowest {
                seconds.Max(s => s.Answered):0.00} s"));
    }

    private static async Task<(double Listening, double Answered)> OnceAsync(
        LoadWorld world, Mailbag mail, string[] tokens, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        await using var bot = await world.StartBotAsync(cancellationToken);
        var listening = Stopwatch.GetElapsedTime(began).TotalSeconds;
        using var loop = new ClosedLoop(bot, world.Connector, mail, tokens, workers: 1);
        var times = await loop.RunAsync(1, cancellationToken);
        var answered = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return times.Failures == 0 ? (listening, answered) : throw new LoadException(times.SomeFailures.First());
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt((values.Count() - 1) / 2);
}
