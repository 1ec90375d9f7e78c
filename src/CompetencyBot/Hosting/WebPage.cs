using System.Net;
using System.Security.Cryptography;
using System.Text;
using CompetencyBot.Conversation;

namespace CompetencyBot.Hosting;

/// <summary>A page for browsers, in the current language. It loads nothing from elsewhere, and nothing may show it inside of something else.</summary>
/// <param name="Title">Plain text.</param>
/// <param name="Body">HTML.</param>
public sealed record WebPage(string Title, string Body)
{
    private const string Style = "body{max-width:42em;margin:2em auto;padding:0 1em;font:1em/1.6 system-ui,sans-serif}"
        + ".code{font:bold 2.5em/1.2 ui-monospace,monospace;letter-spacing:.15em}";

    private static readonly string Policy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        + $"style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'";

    /// <summary>Path on this server of the one script that the page runs; null = none.</summary>
    public string? Script { get; init; }

    /// <summary>The most wanted of the languages there are; the header's own order settles a tie. Null = none of them.</summary>
    public static string? Wanted(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.GetTypedHeaders().AcceptLanguage
            .Where(language => language.Quality != 0)
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.Value)
            .FirstOrDefault(tag => tag is not null && (IsOf(tag, "zh") || IsOf(tag, "en")));
    }

    /// <summary>Plain text as HTML: a blank line ends a paragraph, lines that start with a dash are a list.</summary>
    public static string Html(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var blocks = text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return string.Join('\n', blocks.Select(block => block.StartsWith("- ", StringComparison.Ordinal)
            ? "<ul>" + string.Concat(block.Split('\n').Select(line => $"<li>{WebUtility.HtmlEncode(line[2..])}</li>")) + "</ul>"
            : $"<p>{WebUtility.HtmlEncode(block)}</p>"));
    }

    public Task WriteAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Script is null ? Policy : Policy + "; script-src 'self'; connect-src 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.ContentLanguage = Language.Tag;
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(
            $"""
             <!DOCTYPE html>
             <html lang="{Language.Tag}">
             <head>
             <meta charset="utf-8">
             <meta name="viewport" content="width=device-width">
             <title>{WebUtility.HtmlEncode(Title)}</title>
             <style>{Style}</style>{(Script is null ? "" : $"\n<script src=\"{Script}\" defer></script>")}
             </head>
             <body>
             <h1>{WebUtility.HtmlEncode(Title)}</h1>
             {Body}
             </body>
             </html>

             """,
            context.RequestAborted);
    }

    private static bool IsOf(string tag, string language) =>
        tag.Equals(language, StringComparison.OrdinalIgnoreCase) || tag.StartsWith(language + "-", StringComparison.OrdinalIgnoreCase);
}
