using CompetencyBot.Features.AccountLink.Asking;
using CompetencyBot.Storage;
using CompetencyBot.Tests.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CompetencyBot.Tests.Features.AccountLink;

/// <summary>A large organisation of which hardly anybody is linked.</summary>
public sealed class ManyUnlinkedTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Several_instances_at_the_same_moment_ask_everybody_once(bool onPostgres)
    {
        await using var app = await StartAsync(1_200, onPostgres ? await postgres.CreateDatabaseAsync() : null);
        using var begun = new Barrier(3);

        var asked = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            await using var scope = app.Services.CreateAsyncScope();
            var evidence = await scope.ServiceProvider.GetRequiredService<EvidenceReader>().ReadAsync(TestContext.Current.CancellationToken);
            begun.SignalAndWait(TestContext.Current.CancellationToken);
            return await scope.ServiceProvider.GetRequiredService<LinkRequests>()
                .AskAsync(evidence!, person => person.Turn.IsToBeAsked(), TestContext.Current.CancellationToken);
        })));

        var keys = await app.InDatabaseAsync(db => db.Outbox.Where(row => row.Key.StartsWith("ask|")).Select(row => row.Key).ToListAsync());
        Assert.Equal(1_200, asked.Sum());
        Assert.Equal(1_200, keys.Count);
        Assert.All(keys, key => Assert.EndsWith("|1", key, StringComparison.Ordinal));
        Assert.Equal(1_200, await app.InDatabaseAsync(db => db.LinkAsks.CountAsync(ask => ask.Times == 1)));
    }

    [Fact]
    public async Task Two_thousand_people_are_asked_in_one_run_without_a_query_for_each()
    {
        await using var app = await StartAsync(2_000);
        var before = QueriesIn(app);

        await using (var scope = app.Services.CreateAsyncScope()) // the job would also start a delivery, whose queries are not its own
        {
            var evidence = await scope.ServiceProvider.GetRequiredService<EvidenceReader>().ReadAsync(TestContext.Current.CancellationToken);
            await scope.ServiceProvider.GetRequiredService<LinkRequests>()
                .AskAsync(evidence!, person => person.Turn.IsToBeAsked(), TestContext.Current.CancellationToken);
        }

        Assert.InRange(QueriesIn(app) - before, 5, 80);
        Assert.Equal(2_000, await app.InDatabaseAsync(db => db.LinkAsks.CountAsync()));
    }

    [Fact]
    public async Task The_list_names_some_and_counts_the_others()
    {
        await using var app = await StartAsync(2_000);

        var answer = await app.As(Sample.Julia).Says("who is not linked");

        Assert.Contains("Not linked: 2000", answer.Shown, StringComparison.Ordinal);
        Assert.Contains("… and 1975 more, 0 of them with passes", answer.Shown, StringComparison.Ordinal);
        Assert.Single(answer.Messages);
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(answer.Card!.ToJsonString()), 1, 25_000);
    }

    /// <summary>Julia, who is linked, and people in every second of whose rows no language stands.</summary>
    private static async Task<AppFixture> StartAsync(int people, string? postgres = null)
    {
        const string Header = "UserPrincipalName,DisplayName,EntraObjectId,TimeZone,Locale,AssociatedOn";
        var julia = $"{Sample.Julia.UserPrincipalName},Julia Novak,{Sample.Julia.ObjectId},Asia/Taipei,en-US,2016-08-26T03:32:00Z";
        var app = await AppFixture.StartAsync(new AppOptions
        {
            Postgres = postgres,
            Settings = new() { ["Logging:LogLevel:Microsoft.EntityFrameworkCore.Database.Command"] = "Information" },
            Prepare = files => files.Write("people.csv", string.Join('\n',
            [
                Header, julia,
                .. Enumerable.Range(0, people).Select(number => $"person{number:D5}@contoso.example,某位名字很長的同事第 {number} 號,,{(number % 3 == 0 ? "Europe/London" : "Asia/Taipei")},{(number % 2 == 0 ? "zh-TW" : "")},"),
                "",
            ])),
        });
        return app;
    }

    private static int QueriesIn(AppFixture app) => app.Log.Text.Split("\nSELECT ").Length;
}
