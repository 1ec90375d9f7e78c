using CompetencyBot.Storage;

namespace CompetencyBot.Tests.Features.Administration;

public sealed class AuditTests
{
    [Fact]
    public async Task The_newest_change_stands_first_with_who_when_before_and_after()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        Assert.Equal("Nothing has been changed in chat yet.", (await julia.Says("admin audit")).Text);
        await julia.Says("admin warnings");
        await julia.Fills("Save", ("Renewal.WorkingHours", "10:00-11:00"));
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        await app.As(Sample.Tsai).Says("admin add grace.huang@contoso.example");

        var lines = (await julia.Says("admin audit")).Shown.Split('\n');

        Assert.Equal("1 March 2018 09:35 · " + Sample.Tsai.Name, lines[1]);
        Assert.Equal("made Grace Huang an admin", lines[2]);
        Assert.Equal("1 March 2018 09:30 · Julia Novak", lines[3]);
        Assert.Equal("Working hours: 09:00-17:00 → 10:00-11:00", lines[4]);
    }

    [Fact]
    public async Task Twenty_are_on_a_page_and_nothing_is_skipped_while_new_ones_come()
    {
        await using var app = await AppFixture.StartAsync();
        await AddAsync(app, 45);
        var julia = app.As(Sample.Julia);

        List<string> shown = [(await julia.Says("管理 稽核")).Shown];
        app.Clock.Advance(TimeSpan.FromHours(2));
        await AddAsync(app, 1, "late");
        shown.Add((await julia.Presses("More")).Shown);
        shown.Add((await julia.Presses("More")).Shown);

        var subjects = shown.SelectMany(page => page.Split('\n')).Where(line => line.StartsWith("took note", StringComparison.Ordinal)).ToList();
        Assert.Equal(Enumerable.Range(0, 45).Reverse().Select(number => $"took note of a risk (risk {number})"), subjects);
        Assert.DoesNotContain("More", julia.Latest!.Buttons);
    }

    [Theory]
    [InlineData("account-verified", "g•••8@outlook.example", "the Microsoft account of Grace Huang was proved by signing in: g•••8@outlook.example")]
    [InlineData("account-reported", "g•••8@outlook.example", "the Microsoft account of Grace Huang was reported as associated: g•••8@outlook.example")]
    [InlineData("account-confirmed", "g•••8@outlook.example", "Partner Center's data confirmed the Microsoft account of Grace Huang: g•••8@outlook.example")]
    [InlineData("account-ended", "g•••8@outlook.example other-account", "the link to the Microsoft account of Grace Huang ended: g•••8@outlook.example, the data show another account")]
    [InlineData("account-unlinked", null, "the Microsoft account of Grace Huang was unlinked")]
    [InlineData("account-refused", "wrong-code", "a Microsoft account was refused for Grace Huang: wrong code")]
    [InlineData("account-refused", "some *new* reason", @"a Microsoft account was refused for Grace Huang: some \*new\* reason")]
    public async Task What_was_done_about_an_account_is_said_in_words(string action, string? after, string words)
    {
        await using var app = await AppFixture.StartAsync();
        await app.InDatabaseAsync(db =>
        {
            db.Audit.Add(new AuditEntry
            {
                Id = Guid.CreateVersion7(app.Clock.GetUtcNow()), At = app.Clock.GetUtcNow(), By = AuditLog.ByItself, Action = action,
                Subject = Sample.Grace.UserPrincipalName, After = after,
            });
            return db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });

        var lines = (await app.As(Sample.Julia).Says("admin audit")).Shown.Split('\n');

        Assert.Equal(["1 March 2018 09:30 · the bot, by itself", words], lines[1..3]);
    }

    private static Task<int> AddAsync(AppFixture app, int count, string name = "risk") => app.InDatabaseAsync(db =>
    {
        for (var number = 0; number < count; number++)
        {
            var at = app.Clock.GetUtcNow() + TimeSpan.FromMinutes(number);
            db.Audit.Add(new AuditEntry
            {
                Id = Guid.CreateVersion7(at), At = at, By = Sample.Julia.UserPrincipalName, Action = AuditActions.Acknowledged, Subject = $"{name} {number}",
            });
        }

        return db.SaveChangesAsync(TestContext.Current.CancellationToken);
    });
}
