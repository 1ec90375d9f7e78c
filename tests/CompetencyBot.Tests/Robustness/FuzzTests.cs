using CompetencyBot.BotFramework.Connector;
using CompetencyBot.BotFramework.Files;
using CompetencyBot.BotFramework.Schema;
using CompetencyBot.Tests.BotFramework;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CompetencyBot.Tests.Robustness;

/// <summary>
/// Twenty thousand broken activities: the whole bot gets some, the wire alone, which reads them, the most. A failure names its case:
/// <c>FUZZ_CASE=123</c> in the environment sends that one alone, <c>FUZZ_SEED</c> makes other cases.
/// </summary>
[Collection(Alone.Name)]
public sealed class FuzzTests
{
    private const int ForTheBot = 6_000;
    private const int ForTheWire = 14_000;

    /// <summary>Bytes. What is kept per conversation and the caches of the libraries fit in; a few KB kept per activity do not.</summary>
    private const long MostGrowth = 12 * 1024 * 1024;

    [Fact]
    public async Task Whatever_the_bot_is_sent_it_answers_as_the_protocol_has_it_and_nothing_is_left_behind()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions
        {
            Settings = new()
            {
                ["Logging:LogLevel:Default"] = "Error",
                // No host is trusted but loopback: nothing can leave this machine.
                ["BotFramework:TrustedServiceHosts:0"] = "service.invalid",
                ["BotFramework:TrustedFileHosts:0"] = "files.invalid",
            },
        });
        app.Connector.Record = false; // what breaks the protocol is kept nevertheless
        using var run = new FuzzRun(app.Address, app.Log, new FuzzCases(Fuzz.Seed, await SharedLogin.Value, app.Connector.ServiceUrl));

        if (await SendAsync(run, 0, ForTheBot))
            await AssertNothingIsLeftAsync(app);
    }

    [Fact]
    public async Task Whatever_the_wire_is_sent_it_answers_as_the_protocol_has_it()
    {
        await using var host = await WireHost.StartAsync(
            Layer.For(ReadAsync),
            new()
            {
                ["TrustedServiceHosts:0"] = "service.invalid",
                ["ConversationLimits"] = "", // while the clock stands still, all takes place within one second
                ["TenantLimit"] = "0",
            },
            services: services => services.AddLogging(logging => logging.AddFilter(level => level >= LogLevel.Error)));
        host.Connector.Record = false;
        using var run = new FuzzRun(host.Address, host.Log, new FuzzCases(Fuzz.Seed, host.Login, host.Connector.ServiceUrl));

        await SendAsync(run, ForTheBot, ForTheWire);
    }

    /// <returns>False when one case alone was asked for.</returns>
    private static async Task<bool> SendAsync(FuzzRun run, int first, int count)
    {
        if (Fuzz.Case is { } one)
        {
            await run.SendAsync([one]);
            await run.FindCulpritsAsync();
            AssertNone(run.Failures);
            return false;
        }

        await run.SendAsync(Enumerable.Range(first, count / 4));
        var early = GC.GetTotalMemory(forceFullCollection: true);
        await run.SendAsync(Enumerable.Range(first + (count / 4), count - (count / 4)));
        var growth = GC.GetTotalMemory(forceFullCollection: true) - early;
        await run.FindCulpritsAsync();

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"statuses {string.Join(", ", run.Statuses.OrderBy(pair => pair.Key))}; growth {growth / 1024} KB");
        AssertNone(run.Failures);
        Assert.Empty(new[] { 200, 400, 401, 403, 413, 415, 501 }.Except(run.Statuses.Keys));
        var taken = run.Statuses[200] + run.Statuses[501];
        Assert.True(taken > count / 2, $"Only {taken} got past the door: the mutations are too coarse.");
        Assert.True(growth < MostGrowth, $"After the first quarter memory grew by {growth / 1024} KB.");
        return true;
    }

    /// <summary>Reads all that the wire can tell of an activity.</summary>
    private static async Task ReadAsync(CompetencyBot.BotFramework.Turns.Turn turn, CancellationToken cancellationToken)
    {
        var said = Mentions.Remove(turn.Activity);
        var files = FileAttachments.Of(turn.Activity);
        var told = $"{said.Length} letters and {files.Count} files, {Locale.Of(turn.Activity)}";
        if (turn.Activity.Type == ActivityTypes.Message)
            await turn.ReplyAsync(OutboundActivity.Message(told), cancellationToken);
    }

    private static async Task AssertNothingIsLeftAsync(AppFixture app)
    {
        // A good button of an admin asks whether the last import is to be undone, and the question comes as a message.
        Assert.Equal([], await app.InDatabaseAsync(db => db.Outbox.Select(message => message.Key).Where(key => !key.StartsWith("import-undo|")).ToListAsync()));
        Assert.Equal(0, await app.InDatabaseAsync(db => db.SeenActivities.CountAsync(row => row.DoneAt == null)));
        Assert.Empty(app.Jobs.Failures);
        var pace = app.Services.GetRequiredService<SendPace>();
        var conversations = await app.InDatabaseAsync(db => db.Conversations.CountAsync());
        Assert.InRange(pace.ConversationsRemembered, 1, 2 * conversations); // of each its sends and its reads

        app.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(200, (int)(await app.As(Sample.Grace).Says("help")).Status);
        Assert.InRange(pace.ConversationsRemembered, 1, conversations); // the sends are forgotten with the next send, the reads with a read
    }

    private static void AssertNone(IReadOnlyCollection<string> failures) =>
        Assert.True(failures.Count == 0, $"Seed {Fuzz.Seed}\n{string.Join("\n\n", failures)}");
}
