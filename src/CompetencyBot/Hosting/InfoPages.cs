using System.Net;
using CompetencyBot.Conversation;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace CompetencyBot.Hosting;

/// <summary>
/// The three pages to which the app package points: what this is, privacy and terms. An organisation with pages of its own changes the
/// addresses in the manifest.
/// </summary>
public static class InfoPages
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapInfoPages(this IEndpointRouteBuilder endpoints)
    {
        Map("/", context => new WebPage(InfoTexts.HomeTitle, Home(context)));
        Map("/privacy", _ => new WebPage(InfoTexts.PrivacyTitle, WebPage.Html(InfoTexts.PrivacyText)));
        Map("/terms", _ => new WebPage(InfoTexts.TermsTitle, WebPage.Html(InfoTexts.TermsText)));

        void Map(string path, Func<HttpContext, WebPage> page) =>
            endpoints.MapMethods(path, Methods, context => WriteAsync(context, page));
    }

    private static async Task WriteAsync(HttpContext context, Func<HttpContext, WebPage> page)
    {
        using var language = Language.Use(WebPage.Wanted(context.Request) ?? Organisation(context).Language);
        context.Response.Headers.Vary = HeaderNames.AcceptLanguage;
        await page(context).WriteAsync(context);
    }

    private static string Home(HttpContext context)
    {
        var name = Organisation(context).Name;
        var runBy = string.IsNullOrWhiteSpace(name) ? InfoTexts.RunByUnnamed : Language.Format(InfoTexts.RunBy, name);
        (string Address, string Text)[] links =
            [("health/live", InfoTexts.HealthLink), ("privacy", InfoTexts.PrivacyTitle), ("terms", InfoTexts.TermsTitle)];
        var items = links.Select(link => $"<li><a href=\"{link.Address}\">{WebUtility.HtmlEncode(link.Text)}</a></li>");
        return $"{WebPage.Html($"{InfoTexts.HomeText}\n\n{runBy}")}\n<ul>{string.Concat(items)}</ul>";
    }

    private static OrganisationOptions Organisation(HttpContext context) =>
        context.RequestServices.GetRequiredService<IOptionsMonitor<OrganisationOptions>>().CurrentValue;
}
