using System.Globalization;
using System.Net;
using CompetencyBot.Conversation;
using CompetencyBot.Sandbox.Pages;

namespace CompetencyBot.Sandbox.Graph;

/// <param name="State">What is true of them now, in words.</param>
internal sealed record DirectoryRow(GraphUser User, string State, bool IsAdmin)
{
    public bool IsDeleted => User.DeletedDateTime is not null;
}

/// <summary>The forms of the page, and the names of what they send.</summary>
internal static class DirectoryForms
{
    public const string Address = "/entra";
    public const string LeaveDateAction = "/entra/leave-date";
    public const string ManagerAction = "/entra/manager";
    public const string WaveAction = "/entra/wave";
    public const string RestoreAllAction = "/entra/restore-all";

    public const string User = "user";
    public const string Deed = "deed";
    public const string Day = "day";
    public const string Manager = "manager";
    public const string Count = "count";

    /// <summary>In the address after something was done to many.</summary>
    public const string All = "all";

    public const string Disable = "disable";
    public const string Enable = "enable";
    public const string Delete = "delete";
    public const string Restore = "restore";
    public const string Join = "join";
    public const string Leave = "leave";

    /// <param name="now">Before which nobody announces to leave.</param>
    public static string Html(IReadOnlyList<DirectoryRow> rows, DateTimeOffset now, int mostInWave)
    {
        DirectoryRow[] present = [.. rows.Where(row => !row.IsDeleted)];
        var people = Choice(User, PageTexts.Employee, present, isRequired: true, "");
        var day = now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return $"""
            <p>{Encode(PageTexts.EntraIntro)}</p>
            <h2>{Encode(PageTexts.EntraLeaveTitle)}</h2>
            <form method="post" action="{LeaveDateAction}">
            {people}
            <label>{Encode(PageTexts.EntraLeaveDay)}<input type="date" name="{Day}" min="{day}"></label>
            <p><button class="main">{Encode(PageTexts.ButtonEntraLeaveDate)}</button></p>
            </form>
            <h2>{Encode(PageTexts.EntraManagerTitle)}</h2>
            <form method="post" action="{ManagerAction}">
            {people}
            {Choice(Manager, PageTexts.EntraManager, present, isRequired: false, PageTexts.EntraNobody)}
            <p><button>{Encode(PageTexts.ButtonEntraManager)}</button></p>
            </form>
            <h2>{Encode(PageTexts.EntraWaveTitle)}</h2>
            <p>{Encode(PageTexts.EntraWaveIntro)}</p>
            <form method="post" action="{WaveAction}">
            <label>{Encode(PageTexts.EntraWaveCount)}<input type="number" name="{Count}" min="1" max="{mostInWave}" value="15" required></label>
            <p><button>{Encode(PageTexts.ButtonEntraWave)}</button></p>
            </form>
            <form method="post" action="{RestoreAllAction}"><p><button>{Encode(PageTexts.ButtonEntraRestoreAll)}</button></p></form>
            <h2>{Encode(PageTexts.EntraPeople)}</h2>
            <ul class="people">{string.Concat(rows.Select(Row))}
            </ul>
            """;
    }

    private static string Row(DirectoryRow row)
    {
        var name = Language.Format(PageTexts.PersonWithAddress, row.User.DisplayName, row.User.UserPrincipalName);
        return $"""

            <li><strong>{Encode(name)}</strong><span>{Encode(row.State)}</span>
            <form method="post" action="{Address}"><input type="hidden" name="{User}" value="{row.User.Id}">{Buttons(row)}</form></li>
            """;
    }

    private static string Buttons(DirectoryRow row) => row.IsDeleted
        ? Button(row, Restore, PageTexts.ButtonEntraRestore)
        : string.Concat(
            row.User.AccountEnabled ? Button(row, Disable, PageTexts.ButtonEntraDisable) : Button(row, Enable, PageTexts.ButtonEntraEnable),
            Button(row, Delete, PageTexts.ButtonEntraDelete),
            row.IsAdmin ? Button(row, Leave, PageTexts.ButtonEntraLeave) : Button(row, Join, PageTexts.ButtonEntraJoin));

    /// <summary>The same word stands at everybody, so a screen reader is told the name too.</summary>
    private static string Button(DirectoryRow row, string deed, string label)
    {
        var spoken = Language.Format(PageTexts.EntraState, row.User.DisplayName, label);
        return $"<button name=\"{Deed}\" value=\"{deed}\" aria-label=\"{Encode(spoken)}\">{Encode(label)}</button>";
    }

    private static string Choice(string name, string label, IEnumerable<DirectoryRow> rows, bool isRequired, string none) =>
        $"<label>{Encode(label)}<select name=\"{name}\"{(isRequired ? " required" : "")}><option value=\"\">{Encode(none)}</option>"
        + $"{string.Concat(rows.Select(Option))}</select></label>";

    private static string Option(DirectoryRow row) =>
        $"\n<option value=\"{row.User.Id}\">{Encode(Language.Format(PageTexts.PersonWithAddress, row.User.DisplayName, row.User.UserPrincipalName))}</option>";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
