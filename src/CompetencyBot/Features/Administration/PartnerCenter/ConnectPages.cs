using CompetencyBot.Conversation;
using CompetencyBot.Hosting;
using CompetencyBot.Sources.Insights;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Administration.PartnerCenter;

/// <summary>Why a browser did not connect Partner Center.</summary>
public enum ConnectRefusal
{
    /// <summary>The link was used, has expired or is none.</summary>
    Link,

    /// <summary>Another browser comes back than was sent, or for the second time.</summary>
    Browser,

    /// <summary>Whoever asked for the link is no admin any more.</summary>
    NoAdmin,

    /// <summary>The person did not agree, or broke it off.</summary>
    Cancelled,

    /// <summary>The sign-in service is out of order.</summary>
    Unavailable,

    /// <summary>The sign-in service refuses the bot's registration.</summary>
    Misconfigured,

    /// <summary>The sign-in service refuses what the browser brought back.</summary>
    Refused,
}

/// <summary>The pages that a browser shows, in the language of the admin who asked for the link.</summary>
public sealed partial class ConnectPages(IOptionsMonitor<OrganisationOptions> organisation, ILogger<ConnectPages> logger)
{
    public async Task WriteDoneAsync(HttpContext context, ConnectTicket ticket, string account)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        using var language = Language.Use(ticket.Locale);
        await WriteAsync(
            context, StatusCodes.Status200OK, new WebPage(PartnerCenterTexts.PageDoneTitle, WebPage.Html(Language.Format(PartnerCenterTexts.PageDone, account))));
    }

    /// <param name="ticket">Null when it is not known whose link it was.</param>
    public async Task WriteRefusedAsync(HttpContext context, ConnectTicket? ticket, ConnectRefusal refusal)
    {
        ArgumentNullException.ThrowIfNull(context);
        Log.Refused(logger, refusal);
        using var language = Language.Use(ticket?.Locale ?? WebPage.Wanted(context.Request) ?? organisation.CurrentValue.Language);
        await WriteAsync(context, StatusOf(refusal), new WebPage(PartnerCenterTexts.PageRefusedTitle, WebPage.Html(Words(refusal))));
    }

    public static ConnectRefusal RefusalOf(InsightsFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return fault.Trouble switch
        {
            InsightsTrouble.Misconfigured => ConnectRefusal.Misconfigured,
            InsightsTrouble.NotReached => ConnectRefusal.Unavailable,
            _ => ConnectRefusal.Refused,
        };
    }

    private static Task WriteAsync(HttpContext context, int status, WebPage page)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        return page.WriteAsync(context);
    }

    private static string Words(ConnectRefusal refusal) => refusal switch
    {
        ConnectRefusal.Link => Language.Format(PartnerCenterTexts.PageLink, ConnectTickets.GoodFor.TotalMinutes),
        ConnectRefusal.Browser => PartnerCenterTexts.PageBrowser,
        ConnectRefusal.NoAdmin => PartnerCenterTexts.PageNoAdmin,
        ConnectRefusal.Cancelled => PartnerCenterTexts.PageCancelled,
        ConnectRefusal.Unavailable => PartnerCenterTexts.PageUnavailable,
        ConnectRefusal.Misconfigured => PartnerCenterTexts.PageMisconfigured,
        _ => PartnerCenterTexts.PageRefused,
    };

    private static int StatusOf(ConnectRefusal refusal) => refusal switch
    {
        ConnectRefusal.Link => StatusCodes.Status410Gone,
        ConnectRefusal.NoAdmin => StatusCodes.Status403Forbidden,
        ConnectRefusal.Unavailable => StatusCodes.Status503ServiceUnavailable,
        ConnectRefusal.Misconfigured => StatusCodes.Status500InternalServerError,
        _ => StatusCodes.Status400BadRequest,
    };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "A browser did not connect Partner Center: {Reason}.")]
        public static partial void Refused(ILogger logger, ConnectRefusal reason);
    }
}
