using System.Net;
using CompetencyBot.Conversation;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.AccountLink.SignIn;

/// <summary>The pages that a browser shows of a sign-in, in the language of the person who asked for it.</summary>
public sealed class SignInPages(EvidenceReader evidence, SignInRefusals refusals, IOptionsMonitor<OrganisationOptions> organisation)
{
    private const int HalfOfDigits = 3;

    public async Task WriteDoneAsync(HttpContext context, SignInAttempt attempt, SignedInAccount account, SignInCodes codes)
    {
        var people = await evidence.ReadAsync(context.RequestAborted);
        var name = people?.FindByWorkAddress(attempt.Person)?.DisplayName ?? attempt.Person;
        using var language = Language.Use(attempt.Locale);
        await WriteAsync(context, StatusCodes.Status200OK, Done(name, attempt.ObjectId, account, codes));
    }

    /// <param name="attempt">Null when it is not known whose sign-in it was.</param>
    /// <param name="reason">One of <see cref="AuditReasons"/>.</param>
    public async Task WriteRefusedAsync(HttpContext context, SignInAttempt? attempt, string reason)
    {
        ArgumentNullException.ThrowIfNull(context);
        await refusals.NoteAsync(attempt, reason, CancellationToken.None); // also of a browser that is gone
        using var language = Language.Use(attempt?.Locale ?? WebPage.Wanted(context.Request) ?? organisation.CurrentValue.Language);
        await WriteAsync(context, StatusOf(reason), Refused(reason));
    }

    private static Task WriteAsync(HttpContext context, int status, WebPage page)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        return page.WriteAsync(context);
    }

    /// <param name="objectId">Entra object id of whoever asked for the sign-in.</param>
    private static WebPage Done(string name, string objectId, SignedInAccount account, SignInCodes codes)
    {
        var digits = $"<p>{Encoded(SignInTexts.TypeDigits)}</p>\n<p class=\"code\">{codes.Typed[..HalfOfDigits]} {codes.Typed[HalfOfDigits..]}</p>";
        var body = $"""
            {WebPage.Html(Language.Format(SignInTexts.DoneText, MaskedAddress.Of(account.Address), name))}
            <p><strong>{Encoded(Language.Format(SignInTexts.Warning, name))}</strong></p>
            <div id="sign-in" data-code="{codes.Client}" data-user="{Encoded(objectId)}">
            <div id="digits" hidden>
            {digits}
            </div>
            <noscript>
            {digits}
            </noscript>
            </div>
            """;
        return new WebPage(SignInTexts.DoneTitle, body) { Script = SignInPaths.PageScript };
    }

    /// <summary>It stays open until it is read, in a window of Teams too; Teams tells the bot when that is closed.</summary>
    private static WebPage Refused(string reason) =>
        new(SignInTexts.RefusedTitle, $"<div id=\"sign-in\" data-failure=\"{reason}\">\n{WebPage.Html($"{WhatHappened(reason)}\n\n{WhatToDo(reason)}")}\n</div>");

    private static string WhatHappened(string reason) => reason switch
    {
        AuditReasons.TicketUnknown => SignInTexts.TicketUnknown,
        AuditReasons.TicketUsed => SignInTexts.TicketUsed,
        AuditReasons.TicketReplaced => SignInTexts.TicketReplaced,
        AuditReasons.Expired => Language.Format(SignInTexts.Expired, SignIns.GoodFor.TotalMinutes),
        AuditReasons.AccessDenied => SignInTexts.AccessDenied,
        AuditReasons.NoAddress => SignInTexts.NoAddress,
        AuditReasons.Unavailable => SignInTexts.Unavailable,
        AuditReasons.Misconfigured => SignInTexts.Misconfigured,
        AuditReasons.State or AuditReasons.Correlation or AuditReasons.Nonce => SignInTexts.OtherBrowser,
        _ => SignInTexts.NotTrusted,
    };

    private static string WhatToDo(string reason) => reason switch
    {
        AuditReasons.Unavailable => SignInTexts.OpenAgain,
        AuditReasons.Misconfigured => SignInTexts.TellAdmin,
        AuditReasons.NoAddress => SignInTexts.OtherAccount,
        _ => SignInTexts.AskAgain,
    };

    private static int StatusOf(string reason) => reason switch
    {
        AuditReasons.TicketUsed or AuditReasons.TicketReplaced or AuditReasons.Expired => StatusCodes.Status410Gone,
        AuditReasons.Unavailable => StatusCodes.Status503ServiceUnavailable,
        AuditReasons.Misconfigured => StatusCodes.Status500InternalServerError,
        _ => StatusCodes.Status400BadRequest,
    };

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
