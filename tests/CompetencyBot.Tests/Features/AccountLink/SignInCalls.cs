using System.Net;
using CompetencyBot.Features.AccountLink.SignIn;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CompetencyBot.Tests.Features.AccountLink;

/// <summary>The sign-in without the dialog around it.</summary>
internal static class SignInCalls
{
    public static Person Kaiwen { get; } = Sample.Of("kaiwen.cheng");

    public static Person Chloe { get; } = Sample.Of("chloe.dubois");

    public static Task<Uri> BeginAsync(this AppFixture app, Person person, string locale = "en") => app.AskAsync(async signIns =>
        (await signIns.BeginAsync(person.UserPrincipalName, person.ObjectId!, locale, TestContext.Current.CancellationToken))!);

    public static Task<bool> HasReturnedAsync(this AppFixture app, Person person, string? objectId = null) => app.AskAsync(
        signIns => signIns.HasReturnedAsync(person.UserPrincipalName, objectId ?? person.ObjectId!, TestContext.Current.CancellationToken));

    public static Task<SignInResult> RedeemAsync(this AppFixture app, Person person, string code) => app.AskAsync(
        signIns => signIns.RedeemAsync(person.UserPrincipalName, person.ObjectId!, code, TestContext.Current.CancellationToken));

    /// <summary>Whatever page the sign-in with this account ends at.</summary>
    public static async Task<(HttpStatusCode Status, PickedPage Page)> PickAsync(Uri link, string address = LinkStory.NewAccount)
    {
        using var browser = new Browser();
        var page = await browser.FetchAsync(await browser.PickAsync(link, address));
        return (page.Status, new PickedPage(page));
    }

    /// <summary>Opens a link that leads no further.</summary>
    public static async Task<(HttpStatusCode Status, string Html)> LookAsync(Uri link)
    {
        using var browser = new Browser();
        var page = await browser.FetchAsync(link);
        return (page.Status, WebUtility.HtmlDecode(page.Html));
    }

    /// <summary>Of a person, oldest first.</summary>
    public static Task<List<SignInAttempt>> AttemptsAsync(this AppFixture app, Person person) => app.InDatabaseAsync(db => db.SignInAttempts.AsNoTracking()
        .Where(attempt => attempt.Person == person.UserPrincipalName).OrderBy(attempt => attempt.CreatedAt).ThenBy(attempt => attempt.ClosedAt == null).ToListAsync());

    /// <summary>What the audit log says was refused to whom, in the order of the words.</summary>
    public static Task<List<string>> RefusalsAsync(this AppFixture app, Person person) => app.InDatabaseAsync(db => db.Audit
        .Where(entry => entry.Action == AuditActions.AccountRefused && entry.Subject == person.UserPrincipalName)
        .OrderBy(entry => entry.After).Select(entry => entry.After!).ToListAsync());

    private static async Task<TAnswer> AskAsync<TAnswer>(this AppFixture app, Func<SignIns, Task<TAnswer>> question)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await question(scope.ServiceProvider.GetRequiredService<SignIns>());
    }
}

/// <summary>The page at which a sign-in ended, with codes or without.</summary>
internal sealed record PickedPage(BrowserPage Page)
{
    public string Html => WebUtility.HtmlDecode(Page.Html);

    public string Digits => SignInStory.SignInPage.Of(Page).Digits;
}
