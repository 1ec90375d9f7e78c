using System.Net;
using CompetencyBot.Features.AccountLink.SignIn;
using CompetencyBot.Storage;
using CompetencyBot.Tests.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using static CompetencyBot.Tests.Features.AccountLink.SignInCalls;
using JobTable = CompetencyBot.Hosting.Jobs;

namespace CompetencyBot.Tests.Features.AccountLink;

/// <summary>A person has one sign-in at a time, and what it learnt goes when it is over.</summary>
public sealed class OpenSignInTests(PostgresServer postgres) : IAsyncLifetime
{
    private LinkStory story = null!;

    private AppFixture App => story.App;

    public async ValueTask InitializeAsync() => story = await LinkStory.StartAsync();

    public ValueTask DisposeAsync() => story.DisposeAsync();

    [Fact]
    public async Task A_sign_in_that_came_back_to_the_browser_waits_for_its_code_until_it_is_brought()
    {
        var link = await App.BeginAsync(Kaiwen);
        Assert.False(await App.HasReturnedAsync(Kaiwen));

        var (_, page) = await PickAsync(link);

        Assert.True(await App.HasReturnedAsync(Kaiwen));
        Assert.True(await App.HasReturnedAsync(Kaiwen, Kaiwen.ObjectId!.ToUpperInvariant()));
        Assert.False(await App.HasReturnedAsync(Kaiwen, Chloe.ObjectId));
        Assert.False(await App.HasReturnedAsync(Chloe));
        Assert.IsType<SignInResult.Done>(await App.RedeemAsync(Kaiwen, page.Digits));
        Assert.False(await App.HasReturnedAsync(Kaiwen));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_code_is_waited_for_no_longer_when_its_time_is_over_or_a_newer_link_was_given(bool isOver)
    {
        await PickAsync(await App.BeginAsync(Kaiwen));
        if (isOver)
            App.Clock.Advance(SignIns.GoodFor);
        else
            await App.BeginAsync(Kaiwen);

        Assert.False(await App.HasReturnedAsync(Kaiwen));
    }

    [Fact]
    public async Task Who_asks_for_two_links_in_one_moment_is_given_both_and_the_later_one_is_good()
    {
        Uri? between = null;
        await using var scope = App.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<BotDb>().SavingChanges += (_, _) =>
        {
            if (between is null) // the other request comes between closing what was open and opening anew
                between = App.BeginAsync(Kaiwen).GetAwaiter().GetResult();
        };

        var later = await scope.ServiceProvider.GetRequiredService<SignIns>()
            .BeginAsync(Kaiwen.UserPrincipalName, Kaiwen.ObjectId!, "en", TestContext.Current.CancellationToken);

        Assert.Equal(2, (await App.AttemptsAsync(Kaiwen)).Count);
        var (status, html) = await LookAsync(between!);
        Assert.Equal(HttpStatusCode.Gone, status);
        Assert.Contains("a newer link was given", html, StringComparison.Ordinal);
        Assert.IsType<SignInResult.Done>(await App.RedeemAsync(Kaiwen, (await PickAsync(later!)).Page.Digits));
    }

    [Fact]
    public async Task Of_links_given_at_once_by_two_instances_each_arrives_and_one_is_good()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var first = await LinkStory.StartAsync(new AppOptions { Postgres = database });
        await using var second = await AppFixture.StartAsync(new AppOptions
        {
            Postgres = database,
            Connector = first.App.Connector,
            Evidence = null,
            Settings = new() { ["MicrosoftAccount:ClientId"] = first.Accounts.ClientId, ["MicrosoftAccount:ClientSecret"] = first.Accounts.ClientSecret },
        });

        var links = await Task.WhenAll(Enumerable.Range(0, 4).Select(turn => (turn % 2 == 0 ? first.App : second).BeginAsync(Kaiwen)));

        Assert.Equal(4, links.Distinct().Count());
        Assert.Single(await first.App.AttemptsAsync(Kaiwen), attempt => attempt.ClosedAt is null);
    }

    [Theory]
    [InlineData("replaced")]
    [InlineData("withdrawn")]
    [InlineData("guessed at")]
    [InlineData("too late")]
    [InlineData("used")]
    public async Task Nothing_of_the_account_is_kept_of_a_sign_in_that_is_over(string how)
    {
        var (_, page) = await PickAsync(await App.BeginAsync(Kaiwen));
        Assert.Equal(LinkStory.NewAccount, Assert.Single(await App.AttemptsAsync(Kaiwen)).Address);

        await EndAsync(how, page.Digits);

        var over = (await App.AttemptsAsync(Kaiwen))[0];
        Assert.NotNull(over.ClosedAt);
        string?[] learnt = [over.Subject, over.Address, over.Name, over.ClientCodeHash, over.TypedCodeHash];
        Assert.All(learnt, Assert.Null);
    }

    /// <summary>A stranger, say, who was sent the link of somebody else.</summary>
    [Fact]
    public async Task Whoever_signed_in_and_never_brought_the_code_is_forgotten_within_an_hour()
    {
        var link = await App.BeginAsync(Kaiwen);
        await PickAsync(link);
        App.Clock.Advance(SignIns.GoodFor);

        await App.RunAsync<HousekeepingJob>();

        var kept = Assert.Single(await App.AttemptsAsync(Kaiwen));
        string?[] learnt = [kept.Subject, kept.Address, kept.Name, kept.ClientCodeHash, kept.TypedCodeHash];
        Assert.All(learnt, Assert.Null);
        Assert.Equal(HttpStatusCode.Gone, (await LookAsync(link)).Status);
        Assert.IsType<SignInResult.Expired>(await App.RedeemAsync(Kaiwen, "123456"));
        var now = App.Clock.GetUtcNow();
        var next = new CronExpression(JobTable.All.Single(plan => plan.Job == typeof(HousekeepingJob)).Cron!).GetNextValidTimeAfter(now);
        Assert.InRange(next!.Value, now, now.AddHours(1));
    }

    [Fact]
    public async Task While_a_code_may_come_housekeeping_forgets_nothing()
    {
        var (_, page) = await PickAsync(await App.BeginAsync(Kaiwen));

        await App.RunAsync<HousekeepingJob>();

        Assert.IsType<SignInResult.Done>(await App.RedeemAsync(Kaiwen, page.Digits));
    }

    [Fact]
    public async Task That_a_link_was_opened_in_vain_is_audited_once_for_each_reason_and_link()
    {
        var link = await App.BeginAsync(Kaiwen);
        await PickAsync(link);
        for (var time = 0; time < 5; time++)
            Assert.Equal(HttpStatusCode.Gone, (await LookAsync(link)).Status);
        Assert.Equal([AuditReasons.TicketUsed], await App.RefusalsAsync(Kaiwen));

        Assert.IsType<SignInResult.Wrong>(await App.RedeemAsync(Kaiwen, "no code"));
        App.Clock.Advance(TimeSpan.FromSeconds(1));
        var another = await App.BeginAsync(Kaiwen);
        await PickAsync(another);
        await LookAsync(another);
        await LookAsync(another);

        Assert.Equal([AuditReasons.TicketUsed, AuditReasons.TicketUsed, AuditReasons.WrongCode], await App.RefusalsAsync(Kaiwen));
    }

    private async Task EndAsync(string how, string digits)
    {
        switch (how)
        {
            case "replaced":
                await App.BeginAsync(Kaiwen);
                break;
            case "withdrawn":
                await using (var scope = App.Services.CreateAsyncScope())
                    await scope.ServiceProvider.GetRequiredService<SignIns>().WithdrawAsync(Kaiwen.UserPrincipalName, TestContext.Current.CancellationToken);
                break;
            case "guessed at":
                for (var guess = 1; guess < SignIns.MostWrongCodes; guess++)
                    await App.RedeemAsync(Kaiwen, "no code");
                Assert.IsType<SignInResult.TooMany>(await App.RedeemAsync(Kaiwen, "no code"));
                break;
            case "too late":
                App.Clock.Advance(SignIns.GoodFor);
                Assert.IsType<SignInResult.Expired>(await App.RedeemAsync(Kaiwen, digits));
                break;
            default:
                Assert.IsType<SignInResult.Done>(await App.RedeemAsync(Kaiwen, digits));
                break;
        }
    }
}
