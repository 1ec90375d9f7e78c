using System.Net;
using CompetencyBot.Conversation;
using CompetencyBot.Sandbox.MicrosoftAccounts;
using CompetencyBot.Sandbox.Pages;

namespace CompetencyBot.Sandbox.PartnerCenter;

/// <summary>The page on which accounts are associated. A change sends the browser back to it, so that reloading repeats nothing.</summary>
internal sealed class AccountSettings(FakePartnerCenter partnerCenter, IReadOnlyList<MicrosoftAccount> accounts)
{
    public const string Dashboard = "/dashboard";
    private const string AssociateAction = "/dashboard/associate";
    private const string RemoveAction = "/dashboard/remove";
    private const string Employee = "employee";
    private const string Account = "account";

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/", () => Results.Redirect(Dashboard));
        endpoints.MapGet(Dashboard, ShowAsync);
        endpoints.MapPost(AssociateAction, context => ChangeAsync(
            context,
            form => accounts.Any(account => account.Address == form[Account]),
            (employee, form) => partnerCenter.Associate(employee, form[Account]!)));
        endpoints.MapPost(RemoveAction, context => ChangeAsync(context, _ => true, (employee, _) => partnerCenter.RemoveAccess(employee)));
    }

    private async Task ChangeAsync(HttpContext context, Func<IFormCollection, bool> isPossible, Action<string, IFormCollection> change)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync() : FormCollection.Empty;
        var person = TryRead()?.FirstOrDefault(row => row[PeopleFile.Address] == form[Employee]);
        if (person is null || !isPossible(form))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await WriteAsync(context, PageTexts.ChooseFromLists);
            return;
        }

        change(person[PeopleFile.Address], form);
        context.Response.Redirect($"{Dashboard}?{Employee}={Uri.EscapeDataString(person[PeopleFile.Address])}");
    }

    /// <summary>With a person in the query it says what is true of them now.</summary>
    private Task ShowAsync(HttpContext context)
    {
        var person = TryRead()?.FirstOrDefault(row => row[PeopleFile.Address] == context.Request.Query[Employee]);
        return WriteAsync(context, person switch
        {
            null => null,
            _ when IsAssociated(person) => Language.Format(PageTexts.DoneAssociated, person[PeopleFile.Name], person[PeopleFile.Account]),
            _ => Language.Format(PageTexts.DoneRemoved, person[PeopleFile.Name]),
        });
    }

    private Task WriteAsync(HttpContext context, string? message)
    {
        var status = $"<p role=\"status\"><strong>{Encode(message ?? "")}</strong></p>";
        var content = TryRead() is { } people ? Forms(people) : $"<p>{Encode(PageTexts.NoPeopleFile)}</p>";
        return PlayedPage.WriteAsync(context, PageTexts.PartnerCenterTitle, $"{(message is null ? "" : status)}\n{content}");
    }

    private string Forms(IReadOnlyList<PeopleFile.Row> people)
    {
        var associated = Group(PageTexts.GroupAssociated, people.Where(IsAssociated));
        var options = string.Concat(accounts.Select(account =>
            Option(account.Address, Language.Format(PageTexts.PersonWithAddress, account.Name, account.Address))));
        return $"""
            <h2>{Encode(PageTexts.AccountSettings)}</h2>
            <p>{Encode(PageTexts.AssociateIntro)}</p>
            <form method="post" action="{AssociateAction}">
            {Choice(Employee, PageTexts.Employee, Group(PageTexts.GroupNotAssociated, people.Where(person => !IsAssociated(person))) + associated)}
            {Choice(Account, PageTexts.Account, options)}
            <p><button class="main">{Encode(PageTexts.ButtonAssociate)}</button></p>
            </form>
            <h2>{Encode(PageTexts.RemoveTitle)}</h2>
            <form method="post" action="{RemoveAction}">
            {Choice(Employee, PageTexts.Employee, associated)}
            <p><button>{Encode(PageTexts.ButtonRemove)}</button></p>
            </form>
            <p>{Encode(PageTexts.BotNotTold)}</p>
            """;
    }

    private static string Choice(string name, string label, string options) =>
        $"<label>{Encode(label)}<select name=\"{name}\" required><option value=\"\"></option>{options}</select></label>";

    private static string Group(string label, IEnumerable<PeopleFile.Row> people) =>
        $"<optgroup label=\"{Encode(label)}\">{string.Concat(people.Select(person => Option(person[PeopleFile.Address], Label(person))))}</optgroup>";

    private static string Option(string value, string label) => $"\n<option value=\"{Encode(value)}\">{Encode(label)}</option>";

    private static string Label(PeopleFile.Row person)
    {
        var name = Language.Format(PageTexts.PersonWithAddress, person[PeopleFile.Name], person[PeopleFile.Address]);
        return IsAssociated(person) ? Language.Format(PageTexts.PersonWithAccount, name, person[PeopleFile.Account]) : name;
    }

    private static bool IsAssociated(PeopleFile.Row person) => person[PeopleFile.AssociatedOn].Length > 0;

    /// <returns>Null when there is no people file of which the page can make something.</returns>
    private IReadOnlyList<PeopleFile.Row>? TryRead()
    {
        try
        {
            return partnerCenter.Read().Rows;
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException)
        {
            return null;
        }
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
