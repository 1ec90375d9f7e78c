using System.Net;
using System.Security.Cryptography;
using System.Text;
using CompetencyBot.Conversation;

namespace CompetencyBot.Sandbox.Pages;

/// <summary>The frame of the pages that play a website of Microsoft: no script, and each says that it is not the real one.</summary>
internal static class PlayedPage
{
    private const string Style = """
        :root{color-scheme:light dark}
        body{max-width:60em;margin:2em auto;padding:0 1em;font:1em/1.5 system-ui,sans-serif}
        .played{padding:.5em 1em;border-left:.3em solid #c47f00;background:#c47f0022}
        ul.accounts{display:grid;grid-template-columns:repeat(auto-fill,minmax(17em,1fr));gap:.5em;padding:0;list-style:none}
        button,select,input{font:inherit;padding:.6em 1em;border:1px solid #8888;border-radius:.4em;background:Canvas;color:CanvasText}
        ul.accounts button{width:100%;height:100%;text-align:left}
        ul.accounts strong,ul.accounts span{display:block;overflow-wrap:anywhere}
        button{cursor:pointer}
        button:hover{border-color:#0f6cbd}
        button:focus-visible,select:focus-visible,input:focus-visible{outline:.2em solid #0f6cbd;outline-offset:.1em}
        button.main{background:#0f6cbd;border-color:#0f6cbd;color:#fff}
        label{display:block;margin:.8em 0}
        label select,label input{display:block;box-sizing:border-box;width:100%;margin-top:.2em}
        ul.people{padding:0;list-style:none}
        ul.people li{padding:.6em 0;border-top:1px solid #8884;overflow-wrap:anywhere}
        ul.people span{display:block}
        ul.people form{display:flex;flex-wrap:wrap;gap:.4em;margin-top:.3em}
        ul.people button{padding:.2em .7em}
        """;

    private static readonly string StyleHash = $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'";

    /// <summary>The pages are in the language that the browser wants.</summary>
    public static void UsePlayedPages(this IApplicationBuilder app) => app.UseRequestLocalization(new RequestLocalizationOptions
    {
        DefaultRequestCulture = new(Language.All[0]),
        SupportedCultures = [.. Language.All],
        SupportedUICultures = [.. Language.All],
    });

    /// <param name="body">HTML.</param>
    /// <param name="sendsTo">Where a form's answer sends the browser besides this site: to browsers that is a form's target too.</param>
    public static async Task WriteAsync(HttpContext context, string title, string body, Uri? sendsTo = null)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = $"default-src 'none'; base-uri 'none'; frame-ancestors 'none'; style-src {StyleHash}; "
            + $"form-action 'self' {sendsTo?.GetLeftPart(UriPartial.Authority)}".TrimEnd();
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        headers.ContentLanguage = Language.Tag;
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
             <main>
             <h1>{WebUtility.HtmlEncode(title)}</h1>
             <p class="played">{WebUtility.HtmlEncode(PageTexts.Played)}</p>
             {body}
             </main>
             </body>
             </html>

             """,
            context.RequestAborted);
    }
}
