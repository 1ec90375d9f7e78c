using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Outbox;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CompetencyBot.Tests.Outbox;

/// <summary>Teams finds a message too large although it was cut for it.</summary>
public sealed class TooLargeTests
{
    private const string Note = "This was too large for Teams, so only its beginning is here. Type renewal to see the whole state.";

    [Fact]
    public async Task A_shorter_card_is_sent_instead_with_its_buttons_and_says_what_to_type()
    {
        await using var app = await StartAsync();
        app.Connector.Answer(413, "MessageSizeTooBig");

        await app.RunAsync<OutboxDeliveryJob>();

        var (first, second) = (app.Connector.Calls[^2], app.Connector.Calls[^1]);
        Assert.Equal((413, 201), (first.Status, second.Status));
        var body = second.Card!["body"]!.AsArray();
        Assert.Equal("line 000 " + new string('x', 90), (string?)body[0]!["text"]);
        Assert.Equal(Note, (string?)body[^1]!["text"]);
        Assert.InRange(body.Count, 40, first.Card!["body"]!.AsArray().Count / 2);
        Assert.Equal(first.Card["actions"]!.ToJsonString(), second.Card["actions"]!.ToJsonString());
        Assert.Equal(OutboxState.Sent, (await RowAsync(app)).State);
    }

    [Fact]
    public async Task If_that_is_refused_too_a_text_is_sent()
    {
        await using var app = await StartAsync();
        app.Connector.Answer(413, "MessageSizeTooBig", times: 2);

        await app.RunAsync<OutboxDeliveryJob>();

        var last = app.Connector.Calls[^1];
        Assert.Equal((201, null, "Renewal at risk\n\n" + Note), (last.Status, last.Card, last.Text));
    }

    [Fact]
    public async Task And_then_it_is_given_up()
    {
        await using var app = await StartAsync();
        app.Connector.Answer(413, "MessageSizeTooBig", times: 3);

        await app.RunAsync<OutboxDeliveryJob>();

        var row = await RowAsync(app);
        Assert.Equal((OutboxState.GivenUp, DeliveryTrouble.Failed), (row.State, row.Trouble));
        Assert.Equal([413, 413, 413], app.Connector.Calls.Select(call => call.Status).TakeLast(3));
    }

    private static async Task<AppFixture> StartAsync()
    {
        var app = await AppFixture.StartAsync(new AppOptions { Evidence = null });
        app.Connector.AddMember(Sample.Julia.TeamsId, "Julia", Sample.Julia.ObjectId, Sample.Julia.UserPrincipalName);
        await app.As(Sample.Julia).Installs();
        var card = new AdaptiveCard([.. Enumerable.Range(0, 150).Select(line => new TextBlock($"line {line:D3} {new string('x', 90)}"))])
        {
            Actions = [new ExecuteAction("Refresh", "renewal/show")],
        };
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<OutboxWriter>().AddAsync(
            "news", Sample.Julia.UserPrincipalName, [card.ToActivity("Renewal at risk")], TestContext.Current.CancellationToken);
        return app;
    }

    private static Task<OutboxMessage> RowAsync(AppFixture app) => app.InDatabaseAsync(db => db.Outbox.AsNoTracking().SingleAsync());
}
