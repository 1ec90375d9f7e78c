using CompetencyBot.BotFramework.Connector;
using CompetencyBot.BotFramework.Hosting;
using CompetencyBot.Outbox;
using CompetencyBot.Storage;
using CompetencyBot.Tests.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Tests.Outbox;

/// <summary>Two instances keep within the limits of Teams together.</summary>
public sealed class SharedCallBudgetTests(PostgresServer postgres) : IAsyncLifetime
{
    private static readonly RateLimit[] Limits = [new(7, TimeSpan.FromSeconds(1)), new(60, TimeSpan.FromSeconds(30))];

    private AppFixture _app = null!;
    private SharedCallBudget _first = null!;
    private SharedCallBudget _second = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await AppFixture.StartAsync(new AppOptions
        {
            Postgres = await postgres.CreateDatabaseAsync(),
            Evidence = null,
            Settings = new() { ["BotFramework:ConversationLimits"] = null },
        });
        (_first, _second) = (NewInstance(), NewInstance());
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_conversation_gets_seven_messages_a_second_from_both()
    {
        for (var i = 0; i < 7; i++)
            Assert.Equal(TimeSpan.Zero, (await TakeAsync(i % 2 == 0 ? _first : _second)).Wait);

        var eighth = await TakeAsync(_second);

        Assert.True(eighth.IsTaken);
        Assert.InRange(eighth.Wait, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.5));
        Assert.Equal(TimeSpan.Zero, (await TakeAsync(_second, conversation: "a:other")).Wait);
    }

    [Fact]
    public async Task A_place_that_is_too_late_is_told_and_not_taken()
    {
        for (var i = 0; i < 60; i++)
        {
            await TakeAsync(_first);
            _app.Clock.Advance(TimeSpan.FromSeconds(0.25));
        }

        var (put, answer) = (await TakeAsync(_second), await TakeAsync(_second, somebodyWaits: true));

        Assert.False(put.IsTaken);
        Assert.InRange(put.Wait, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(15.5));
        Assert.Equal(new CallPlace(TimeSpan.Zero, true), answer); // half a minute does not hold whoever somebody waits for
        Assert.Equal(60 * sizeof(long), (await RowAsync("send|a:chat")).Calls.Length); // the sixty that any limit looks back on
    }

    [Fact]
    public async Task What_the_service_asks_of_one_closes_the_conversation_for_the_other()
    {
        var until = _app.Clock.GetUtcNow().AddSeconds(60);
        await _first.CloseAsync(Call(), until);

        var closed = await TakeAsync(_second);
        Assert.Equal((false, TimeSpan.FromSeconds(60)), (closed.IsTaken, closed.Wait));

        _app.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(new CallPlace(TimeSpan.Zero, true), await TakeAsync(_second));
    }

    [Fact]
    public async Task A_tenant_gets_thirty_unasked_messages_a_second_from_both_and_an_answer_is_counted_but_not_held()
    {
        for (var i = 0; i < 15; i++)
        {
            Assert.Equal(TimeSpan.Zero, (await TakeAsync(_first, $"a:{i}")).Wait);
            Assert.Equal(TimeSpan.Zero, (await TakeAsync(_second, $"b:{i}")).Wait);
        }

        Assert.Equal(TimeSpan.Zero, (await TakeAsync(_first, "a:asks", somebodyWaits: true)).Wait);
        Assert.Equal(TimeSpan.FromSeconds(1), (await TakeAsync(_first, "a:next")).Wait);
        for (var i = 0; i < 30; i++)
            await TakeAsync(_first, $"c:{i}", somebodyWaits: true, tenant: "asked");
        Assert.Equal(TimeSpan.FromSeconds(1), (await TakeAsync(_second, "c:next", tenant: "asked")).Wait);
    }

    [Fact]
    public async Task Both_at_once_take_each_place_once()
    {
        var waits = await Task.WhenAll(Enumerable.Range(0, 90).Select(i => Task.Run(() => TakeAsync(i % 2 == 0 ? _first : _second, $"a:{i}"))));

        Assert.Equal(30, waits.Count(place => place.Wait == TimeSpan.Zero));
        Assert.Equal(60, waits.Select(place => place.Wait).Where(wait => wait >= TimeSpan.FromSeconds(1)).Distinct().Count());
        Assert.InRange(waits.Max(place => place.Wait), TimeSpan.FromSeconds(2.9), TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task What_no_limit_looks_back_on_is_deleted()
    {
        await TakeAsync(_first);
        var longAgo = _app.Clock.GetUtcNow().AddDays(-1.5);
        await _app.InDatabaseAsync(db => db.SharedPaces.ExecuteUpdateAsync(row => row.SetProperty(r => r.UsedAt, longAgo)));
        await TakeAsync(_first, "a:other");

        await _app.RunAsync<HousekeepingJob>();

        var left = await _app.InDatabaseAsync(db => db.SharedPaces.Select(row => row.Key).ToListAsync());
        Assert.Equal(["send|a:other"], left); // the tenant's places were all taken at the first time
    }

    [Fact]
    public async Task The_bot_itself_counts_there()
    {
        await _app.As(Sample.Grace).Says("help");

        Assert.Equal(sizeof(long), (await RowAsync("send|a:grace.huang")).Calls.Length);
    }

    private SharedCallBudget NewInstance() => new(
        _app.Services.GetRequiredService<IServiceScopeFactory>(),
        Options.Create(new BotFrameworkOptions()),
        _app.Clock,
        NullLogger<SharedCallBudget>.Instance);

    private static Task<CallPlace> TakeAsync(
        SharedCallBudget instance, string conversation = "a:chat", bool somebodyWaits = false, string tenant = "contoso") =>
        instance.TakeAsync(Call(conversation, somebodyWaits, tenant), TestContext.Current.CancellationToken).AsTask();

    private static PlannedCall Call(string conversation = "a:chat", bool somebodyWaits = false, string tenant = "contoso") =>
        new(CallKind.Send, conversation, tenant, Limits)
        {
            SomebodyWaits = somebodyWaits,
            LongestWindow = somebodyWaits ? TimeSpan.FromSeconds(2) : TimeSpan.MaxValue,
            Patience = TimeSpan.FromSeconds(2),
        };

    private Task<SharedPace> RowAsync(string key) => _app.InDatabaseAsync(db => db.SharedPaces.AsNoTracking().SingleAsync(row => row.Key == key));
}
