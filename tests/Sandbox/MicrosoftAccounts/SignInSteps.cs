using System.Net;
using System.Text.RegularExpressions;

namespace CompetencyBot.Sandbox.MicrosoftAccounts;

/// <param name="Action">Where the form is posted to.</param>
/// <param name="Fields">The parameters of the authorization request, which are sent along; changing one plays somebody who tampers with it.</param>
/// <param name="Addresses">Of the accounts that there is a button for.</param>
public sealed record OpenPicker(Uri Action, IReadOnlyDictionary<string, string> Fields, IReadOnlyList<string> Addresses);

/// <summary>A sign-in without a window, step by step, so that a test can look at what goes by and change it.</summary>
public static partial class SignInSteps
{
    private const int MostRedirects = 20;

    /// <summary>Keeps cookies and leaves redirects to the steps. Cookies know no ports: to it, all of this machine is one site.</summary>
    public static HttpClient NewBrowser() => new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });

    /// <returns>The first answer that is no redirect.</returns>
    /// <exception cref="InvalidOperationException">The redirects do not end.</exception>
    public static async Task<HttpResponseMessage> FollowAsync(HttpClient browser, Uri start)
    {
        ArgumentNullException.ThrowIfNull(browser);
        var address = start;
        for (var redirects = 0; redirects <= MostRedirects; redirects++)
        {
            var response = await browser.GetAsync(address);
            if (TargetOf(response) is not { } next)
                return response;
            response.Dispose();
            address = next;
        }

        throw new InvalidOperationException($"More than {MostRedirects} redirects, the last one to {address.GetLeftPart(UriPartial.Path)}.");
    }

    /// <param name="start">The bot's address that sends people to Microsoft.</param>
    /// <exception cref="InvalidOperationException">Another page came than the account picker.</exception>
    public static async Task<OpenPicker> OpenPickerAsync(HttpClient browser, Uri start)
    {
        using var response = await FollowAsync(browser, start);
        var html = await response.Content.ReadAsStringAsync();
        if (response.StatusCode != HttpStatusCode.OK || FormAction().Match(html) is not { Success: true } action)
            throw new InvalidOperationException($"No account picker but status {(int)response.StatusCode}: {html}");
        return new OpenPicker(
            new Uri(response.RequestMessage!.RequestUri!, Decode(action)),
            Hidden().Matches(html).ToDictionary(field => Decode(field), field => WebUtility.HtmlDecode(field.Groups[2].Value)),
            [.. Account().Matches(html).Select(Decode)]);
    }

    /// <returns>The address at the bot that the browser is sent to, with <c>code</c> and <c>state</c> or with <c>error</c>; not called yet.</returns>
    public static Task<Uri> PickAsync(HttpClient browser, OpenPicker picker, string address) =>
        PostAsync(browser, picker, AccountPicker.AccountField, address);

    /// <inheritdoc cref="PickAsync"/>
    public static Task<Uri> CancelAsync(HttpClient browser, OpenPicker picker) => PostAsync(browser, picker, AccountPicker.CancelField, "yes");

    private static async Task<Uri> PostAsync(HttpClient browser, OpenPicker picker, string button, string value)
    {
        ArgumentNullException.ThrowIfNull(browser);
        ArgumentNullException.ThrowIfNull(picker);
        using var form = new FormUrlEncodedContent(picker.Fields.Append(new(button, value)));
        using var response = await browser.PostAsync(picker.Action, form);
        return TargetOf(response)
            ?? throw new InvalidOperationException($"No redirect but status {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
    }

    private static Uri? TargetOf(HttpResponseMessage response) =>
        (int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } location
            ? new Uri(response.RequestMessage!.RequestUri!, location)
            : null;

    private static string Decode(Match match) => WebUtility.HtmlDecode(match.Groups[1].Value);

    [GeneratedRegex("<form method=\"post\" action=\"([^\"]+)\">")]
    private static partial Regex FormAction();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">")]
    private static partial Regex Hidden();

    [GeneratedRegex("<button name=\"account\" value=\"([^\"]+)\">")]
    private static partial Regex Account();
}
