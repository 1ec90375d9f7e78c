namespace CompetencyBot.Benchmarks.Load;

/// <summary>One scenario from the bot's start to its end.</summary>
internal static class ScenarioRun
{
    /// <returns>How many turns failed.</returns>
    public static async Task<int> RunAsync(Scenario scenario, LoadOptions options, CancellationToken cancellationToken)
    {
        await using var world = await LoadWorld.StartAsync(scenario);
        var tokens = world.Tokens();
        await using var bot = await world.StartBotAsync(cancellationToken);
        var mail = new Mailbag(scenario.Text, world.Connector.ServiceUrl, options);
        using var loop = new ClosedLoop(bot, world.Connector, mail, tokens, options.InFlight);
        var failures = Tell(await loop.RunAsync(options.WarmUp, cancellationToken));
        for (var run = 0; run < options.Runs && failures == 0; run++)
        {
            var (before, bots, ours) = (bot.Memory, bot.ProcessorTime, Environment.CpuUsage.TotalTime);
            var times = await loop.RunAsync(options.Turns, cancellationToken);
            var measured = new Measurement(
                scenario.Name, times, bot.ProcessorTime - bots, Environment.CpuUsage.TotalTime - ours, before, bot.Memory);
            Console.WriteLine(measured.Line);
            failures += Tell(times);
        }

        return failures;
    }

    private static int Tell(LoadTimes times)
    {
        foreach (var failure in times.SomeFailures)
            Console.Error.WriteLine(failure);
        return times.Failures;
    }
}
