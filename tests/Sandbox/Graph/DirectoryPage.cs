using System.Globalization;
using System.Net;
using CompetencyBot.Conversation;
using CompetencyBot.Sandbox.Pages;

namespace CompetencyBot.Sandbox.Graph;

/// <summary>The page on which people come and go. A change sends the browser back to it, so that reloading repeats nothing.</summary>
internal sealed class DirectoryPage(FakeGraph graph, TimeProvider clock)
{
    private const int MostInWave = 60;

    private FakeDirectory Directory => graph.Directory;

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/", () => Results.Redirect(DirectoryForms.Address));
        endpoints.MapGet(DirectoryForms.Address, ShowAsync);
        endpoints.MapPost(DirectoryForms.Address, context => ChangeAsync(context, DoDeed));
        endpoints.MapPost(DirectoryForms.LeaveDateAction, context => ChangeAsync(context, SetLeaveDate));
        endpoints.MapPost(DirectoryForms.ManagerAction, context => ChangeAsync(context, SetManager));
        endpoints.MapPost(DirectoryForms.WaveAction, context => ChangeAllAsync(context, DeleteWave));
        endpoints.MapPost(DirectoryForms.RestoreAllAction, context => ChangeAllAsync(context, RestoreAll));
    }

    /// <param name="change">False where the form asks for something that there is not.</param>
    private async Task ChangeAsync(HttpContext context, Func<GraphUser, IFormCollection, bool> change)
    {
        var form = await FormAsync(context);
        var user = Directory.Find(form[DirectoryForms.User].ToString());
        if (user is null || !change(user, form))
            await RefuseAsync(context);
        else
            context.Response.Redirect($"{DirectoryForms.Address}?{DirectoryForms.User}={user.Id}");
    }

    private static async Task<IFormCollection> FormAsync(HttpContext context) =>
        context.Request.HasFormContentType ? await context.Request.ReadFormAsync() : FormCollection.Empty;

    private async Task ChangeAllAsync(HttpContext context, Func<IFormCollection, bool> change)
    {
        if (change(await FormAsync(context)))
            context.Response.Redirect($"{DirectoryForms.Address}?{DirectoryForms.All}=1");
        else
            await RefuseAsync(context);
    }

    private async Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        await WriteAsync(context, PageTexts.ChooseFromLists);
    }

    private bool DoDeed(GraphUser user, IFormCollection form)
    {
        Action? deed = form[DirectoryForms.Deed].ToString() switch
        {
            DirectoryForms.Disable => () => Directory.Disable(user.Id),
            DirectoryForms.Enable => () => Directory.Enable(user.Id),
            DirectoryForms.Delete => () => Directory.Delete(user.Id),
            DirectoryForms.Restore => () => Directory.Restore(user.Id),
            DirectoryForms.Join when HasAdmins => () => graph.Groups.AddMember(SampleDirectory.AdminGroup, user.Id),
            DirectoryForms.Leave when HasAdmins => () => graph.Groups.RemoveMember(SampleDirectory.AdminGroup, user.Id),
            _ => null,
        };
        deed?.Invoke();
        return deed is not null;
    }

    private bool SetLeaveDate(GraphUser user, IFormCollection form)
    {
        var text = form[DirectoryForms.Day].ToString();
        var isDay = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        if (!isDay && text.Length > 0)
            return false;
        Directory.SetLeaveDate(user.Id, isDay ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : null);
        return true;
    }

    private bool SetManager(GraphUser user, IFormCollection form)
    {
        var manager = form[DirectoryForms.Manager].ToString();
        if (manager == user.Id || (manager.Length > 0 && Directory.Find(manager) is not { DeletedDateTime: null }))
            return false;
        Directory.SetManager(user.Id, manager.Length == 0 ? null : manager);
        return true;
    }

    private bool DeleteWave(IFormCollection form)
    {
        var isPossible = int.TryParse(form[DirectoryForms.Count].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count is > 0 and <= MostInWave;
        if (isPossible)
            Directory.DeleteMany(count);
        return isPossible;
    }

    private bool RestoreAll(IFormCollection form)
    {
        Directory.RestoreAll();
        return true;
    }

    /// <summary>After a change it says what is true now.</summary>
    private Task ShowAsync(HttpContext context)
    {
        var user = Directory.Find(context.Request.Query[DirectoryForms.User].ToString());
        var all = context.Request.Query.ContainsKey(DirectoryForms.All);
        return WriteAsync(context, user is not null ? Sentence(user)
            : all ? Language.Format(PageTexts.EntraDoneAll, Directory.All.Count - Directory.Users.Count())
            : null);
    }

    private Task WriteAsync(HttpContext context, string? message)
    {
        var status = message is null ? "" : $"<p role=\"status\"><strong>{WebUtility.HtmlEncode(message)}</strong></p>\n";
        DirectoryRow[] rows = [.. Directory.All.Select(user => new DirectoryRow(user, Describe(user), IsAdmin(user)))];
        return PlayedPage.WriteAsync(context, PageTexts.EntraTitle, status + DirectoryForms.Html(rows, clock.GetUtcNow(), MostInWave));
    }

    private bool HasAdmins => graph.Groups.MembersOf(SampleDirectory.AdminGroup) is not null;

    private bool IsAdmin(GraphUser user) => graph.Groups.MembersOf(SampleDirectory.AdminGroup)?.Contains(user.Id) == true;

    private string Sentence(GraphUser user) => Language.Format(PageTexts.EntraState, user.DisplayName, Describe(user));

    private string Describe(GraphUser user)
    {
        var state = user.DeletedDateTime is not null ? PageTexts.EntraDeleted : user.AccountEnabled ? PageTexts.EntraEnabled : PageTexts.EntraDisabled;
        var leaves = user.EmployeeLeaveDateTime is { } moment ? Language.Format(PageTexts.EntraLeaves, $"{moment.UtcDateTime:yyyy-MM-dd}") : null;
        var manager = user.ManagerId is { } id ? Language.Format(PageTexts.EntraManagedBy, Directory.Find(id)?.DisplayName ?? id) : PageTexts.EntraNoManager;
        string?[] all = [state, leaves, user.UserType == GraphUser.Guest ? PageTexts.EntraIsGuest : manager, IsAdmin(user) ? PageTexts.EntraIsAdmin : null];
        return string.Join(PageTexts.EntraSeparator, all.OfType<string>());
    }
}
