using CompetencyBot.Features.AccountLink.SignIn;
using CompetencyBot.Sandbox.MicrosoftAccounts;
using CompetencyBot.Storage;

namespace CompetencyBot.Tests.Features.AccountLink;

/// <summary>What goes wrong at Microsoft, or is forged in its name; each is told by its reason.</summary>
public sealed class SignInFaultTests : IAsyncLifetime
{
    private SignInStory story = null!;

    public async ValueTask InitializeAsync() => story = await SignInStory.StartAsync();

    public ValueTask DisposeAsync() => story.DisposeAsync();

    [Theory]
    [InlineData(SignInFault.MetadataDown, AuditReasons.Unavailable, 503, "cannot be reached")]
    [InlineData(SignInFault.Refused, AuditReasons.AccessDenied, 400, "was cancelled")]
    [InlineData(SignInFault.ServerError, AuditReasons.Unavailable, 503, "cannot be reached")]
    [InlineData(SignInFault.TokenEndpointDown, AuditReasons.Unavailable, 503, "cannot be reached")]
    [InlineData(SignInFault.TokenEndpointAborts, AuditReasons.Unavailable, 503, "cannot be reached")]
    [InlineData(SignInFault.WrongNonce, AuditReasons.Nonce, 400, "was not begun in this browser")]
    [InlineData(SignInFault.WrongIssuer, AuditReasons.Issuer, 400, "could not be trusted")]
    [InlineData(SignInFault.WrongAudience, AuditReasons.Audience, 400, "could not be trusted")]
    [InlineData(SignInFault.WrongSignature, AuditReasons.Signature, 400, "could not be trusted")]
    [InlineData(SignInFault.NotSigned, AuditReasons.Signature, 400, "could not be trusted")]
    [InlineData(SignInFault.Expired, AuditReasons.TokenExpired, 400, "could not be trusted")]
    [InlineData(SignInFault.WithoutAddress, AuditReasons.NoAddress, 400, "has no e-mail address")]
    public async Task A_sign_in_that_fails_is_told_on_the_page_in_the_audit_log_and_in_the_log(SignInFault fault, string reason, int status, string words)
    {
        story.Accounts.Next(fault);
        var link = await story.BeginAsync(SignInStory.Kaiwen);

        // Without metadata the link leads nowhere.
        var page = fault == SignInFault.MetadataDown ? await story.NewBrowser().FetchAsync(link) : await story.BrowseAsync(link);

        Assert.Equal(status, (int)page.Status);
        Assert.Contains(words, page.Html, StringComparison.Ordinal);
        Assert.Contains($"data-failure=\"{reason}\"", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("data-code", page.Html, StringComparison.Ordinal);
        Assert.Equal([reason], await story.RefusalsAsync(SignInStory.Kaiwen));
        Assert.Contains($"A sign-in to a Microsoft account was refused: {reason}.", story.App.Log.Text, StringComparison.Ordinal);
        Assert.Equal("", SignInStory.WarningsOf(story.App));
        Assert.Null((await story.AttemptAsync(SignInStory.Kaiwen)).SignedInAt);

        // Nothing was used up: the same link does once the fault is over.
        Assert.IsType<SignInResult.Done>(await story.RedeemAsync(SignInStory.Kaiwen, (await story.SignInAsync(link)).Typed));
        Assert.Null(story.Accounts.SignIns[^1].Fault);
    }
}
