using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Features.Administration.Entra;
using CompetencyBot.Hosting;

namespace CompetencyBot.Features.Administration.People;

/// <summary>Lists the admins, each with the reason, and asks for one more or one less.</summary>
public static class AdminsCard
{
    public const string AddInput = "add";
    public const string RemoveInput = "remove";

    /// <summary>Of the people of whom one can be chosen; more can be removed by typing.</summary>
    private const int MostChoices = 50;

    /// <param name="said">What was just done; null = nothing.</param>
    public static AdaptiveCard For(IReadOnlyList<Admin> admins, string? said)
    {
        ArgumentNullException.ThrowIfNull(admins);
        Choice[] removable = [.. admins.Where(admin => admin.Reason != AdminReason.Settings).Take(MostChoices).Select(admin => new Choice(NameOf(admin), admin.Address))];
        return CardParts.Card(
            [
                CardParts.Heading(AdminTexts.AdminsTitle),
                .. said is null ? (IEnumerable<CardElement>)[] : [new TextBlock(said)],
                .. admins.Count < 2 ? (IEnumerable<CardElement>)[new TextBlock(AdminTexts.AdminsFew) { Color = "Attention" }] : [],
                .. admins.Select(admin => CardParts.Named(NameOf(admin), Why(admin.Reason))),
                new TextInput(AdminTexts.AddLabel) { Id = AddInput, Placeholder = AdminTexts.AddPlaceholder, MaxLength = 320, ErrorMessage = AdminTexts.AddressWanted },
                .. removable.Length == 0 ? (IEnumerable<CardElement>)[] : [new ChoiceSetInput(AdminTexts.RemoveLabel, removable) { Id = RemoveInput, Placeholder = AdminTexts.RemovePlaceholder }],
            ],
            AdminTexts.AdminsTitle,
            [
                new ExecuteAction(AdminTexts.ButtonAdd, AdminCommand.VerbOf(AdminAction.Add)),
                .. removable.Length == 0 ? (IEnumerable<CardAction>)[] : [new ExecuteAction(AdminTexts.ButtonRemove, AdminCommand.VerbOf(AdminAction.Remove))],
                new ExecuteAction(AdminTexts.ButtonBack, AdminCommand.Info.ShowVerb),
            ]);
    }

    private static string NameOf(Admin admin) => Phrases.Name(admin.Person?.DisplayName ?? admin.Address);

    private static string Why(AdminReason reason) => reason switch
    {
        AdminReason.Settings => AdminTexts.AdminBySettings,
        AdminReason.Chat => AdminTexts.AdminByChat,
        AdminReason.Group => DirectoryTexts.AdminByGroup,
        AdminReason.PeopleFile => AdminTexts.AdminByFile,
        _ => throw new InvalidOperationException($"No words for {reason}."),
    };
}
