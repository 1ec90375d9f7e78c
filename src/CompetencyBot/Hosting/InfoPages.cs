using System.Net;
using System.Security.Cryptography;
using System.Text;
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
    private const string Style = "body{max-width:42em;margin:2em auto;padding:0 1em;font:1em/1.6 system-ui,sans-serif}";

    private static readonly string Policy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        + $"style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'";

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapInfoPages(this IEndpointRouteBuilder endpoints)
    {
        Map("/", context => (InfoTexts.HomeTitle, Home(context)));
        Map("/privacy", _ => (InfoTexts.PrivacyTitle, Html(InfoTexts.PrivacyText)));
        Map("/terms", _ => (InfoTexts.TermsTitle, Html(InfoTexts.TermsText)));

        void Map(string path, Func<HttpContext, (string Title, string Body)> page) =>
            endpoints.MapMethods(path, Methods, context => WriteAsync(context, page));
    }

    private static async Task WriteAsync(HttpContext context, Func<HttpContext, (string Title, string Body)> page)
    {
        using var language = Language.Use(Wanted(context.Request) ?? Organisation(context).Language);
        var (title, body) = page(context);
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.ContentLanguage = Language.Tag;
        headers.Vary = HeaderNames.AcceptLanguage;
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(
            $"""
             <!DOCTYPE html>
             <html lang="{Language.Tag}">
             <head>
             <meta charset="utf-8">
             <meta name="viewport" content="width=device-width">
             <title>{WebUtility.HtmlEncode(title)}</title>
             <style>{Style}</style>
             </head>
             <body>
             <h1>{WebUtility.HtmlEncode(title)}</h1>
             {body}
             </body>
             </html>

             """,
            context.RequestAborted);
    }

    /// <summary>The most wanted of the languages there are; the header's own order settles a tie.</summary>
    private static string? Wanted(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage
        .Where(language => language.Quality != 0)
        .OrderByDescending(language => language.Quality ?? 1)
        .Select(language => language.Value.Value)
        .FirstOrDefault(tag => tag is not null && (IsOf(tag, "zh") || IsOf(tag, "en")));

    private static bool IsOf(string tag, string language) =>
        tag.Equals(language, StringComparison.OrdinalIgnoreCase) || tag.StartsWith(language + "-", StringComparison.OrdinalIgnoreCase);

    private static string Home(HttpContext context)
    {
        var name = Organisation(context).Name;
        var runBy = string.IsNullOrWhiteSpace(name) ? InfoTexts.RunByUnnamed : Language.Format(InfoTexts.RunBy, name);
        (string Address, string Text)[] links =
            [("health/live", InfoTexts.HealthLink), ("privacy", InfoTexts.PrivacyTitle), ("terms", InfoTexts.TermsTitle)];
        var items = links.Select(link => $"<li><a href=\"{link.Address}\">{WebUtility.HtmlEncode(link.Text)}</a></li>");
        return $"{Html($"{InfoTexts.HomeText}\n\n{runBy}")}\n<ul>{string.Concat(items)}</ul>";
    }

    private static OrganisationOptions Organisation(HttpContext context) =>
        context.RequestServices.GetRequiredService<IOptionsMonitor<OrganisationOptions>>().CurrentValue;

    /// <summary>Plain text as HTML: a blank line ends a paragraph, lines that start with a dash are a list.</summary>
    private static string Html(string text)
    {
        var blocks = text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return string.Join('\n', blocks.Select(block => block.StartsWith("- ", StringComparison.Ordinal)
            ? "<ul>" + string.Concat(block.Split('\n').Select(line => $"<li>{WebUtility.HtmlEncode(line[2..])}</li>")) + "</ul>"
            : $"<p>{WebUtility.HtmlEncode(block)}</p>"));
    }
}
