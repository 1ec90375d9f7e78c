using System.Net;
using CompetencyBot.Sandbox.Pages;

namespace CompetencyBot.Sandbox.MicrosoftAccounts;

/// <summary>The content of the account picker's page.</summary>
internal static class PickerForm
{
    /// <param name="asked">Sent along with what is picked.</param>
    public static string Html(IReadOnlyList<MicrosoftAccount> accounts, Dictionary<string, string> asked)
    {
        var hidden = asked.Select(field => $"<input type=\"hidden\" name=\"{Encode(field.Key)}\" value=\"{Encode(field.Value)}\">");
        return $"""
            <p>{Encode(PageTexts.PickIntro)}</p>
            <form method="post" action="/{ProviderSetup.AuthorizationEndpoint}">
            {string.Join('\n', hidden)}
            <p><button name="{AccountPicker.CancelField}" value="yes">{Encode(PageTexts.ButtonCancel)}</button></p>
            {Group(PageTexts.AccountsOfNobody, accounts.Where(account => account.IsSpare))}
            {Group(PageTexts.AccountsOfPeople, accounts.Where(account => !account.IsSpare))}
            </form>
            """;
    }

    private static string Group(string title, IEnumerable<MicrosoftAccount> accounts)
    {
        var items = string.Join('\n', accounts.Select(account =>
            $"<li><button name=\"{AccountPicker.AccountField}\" value=\"{Encode(account.Address)}\">"
            + $"<strong>{Encode(account.Name)}</strong> <span>{Encode(account.Address)}</span></button></li>"));
        return items.Length == 0 ? "" : $"<h2>{Encode(title)}</h2>\n<ul class=\"accounts\">\n{items}\n</ul>";
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
