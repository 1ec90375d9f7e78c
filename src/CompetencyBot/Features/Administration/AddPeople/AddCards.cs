using System.Text.Json.Nodes;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Administration.AddPeople;

/// <summary>The cards of <c>add people</c> but for its form: the dry run, and what became of it.</summary>
public static class AddCards
{
    /// <summary>Data of the buttons: the batch.</summary>
    public const string BatchInput = "batch";

    /// <param name="zone">In which times are told.</param>
    public static AdaptiveCard Question(AddPlan plan, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var isSeveral = plan.People.Count > 1;
        return CardParts.Card(
            [
                CardParts.Heading(AddPeopleTexts.QuestionTitle),
                new TextBlock(plan.Creates ? AddPeopleTexts.QuestionCreates : AddPeopleTexts.QuestionLists),
                .. Group(plan.Creates ? AddPeopleTexts.WillBeCreated : AddPeopleTexts.WillBeListed, plan.Planned, isSeveral),
                .. Group(AddPeopleTexts.AreKnown, plan.Known, isSeveral),
                .. Group(AddPeopleTexts.CannotBeAdded, plan.Failed, isSeveral),
                .. Missing(plan),
                CardParts.Subtle(plan.Planned.Count == 0 ? AddPeopleTexts.QuestionNobody
                    : Language.Format(AddPeopleTexts.QuestionUntil, Phrases.DateAndTime(plan.Batch.ExpiresAt, zone))),
            ],
            AddPeopleTexts.QuestionTitle,
            QuestionButtons(plan));
    }

    public static AdaptiveCard Started(int people) => Said(Language.Format(AddPeopleTexts.Started, people));

    /// <summary>After the people were created.</summary>
    public static AdaptiveCard Result(Guid batch, IReadOnlyList<AddedPerson> people)
    {
        ArgumentNullException.ThrowIfNull(people);
        var isSeveral = people.Count > 1;
        ILookup<AddState, AddedPerson> byState = people.ToLookup(person => person.State);
        var (created, unsure) = (byState[AddState.Created].ToList(), byState[AddState.Creating].ToList());
        var hasPasswords = created.Count + unsure.Count > 0;
        return CardParts.Card(
            [
                CardParts.Heading(AddPeopleTexts.ResultTitle),
                .. Group(AddPeopleTexts.StateCreated, created, isSeveral),
                .. Group(AddPeopleTexts.StateUnsure, unsure, isSeveral),
                .. Group(AddPeopleTexts.StateKnown, byState[AddState.Known], isSeveral),
                .. Group(AddPeopleTexts.StateFailed, byState[AddState.Failed], isSeveral),
                .. CardParts.Bullets([.. hasPasswords ? [AddPeopleTexts.ResultLog] : (string[])[], .. created.Count == 0 ? (string[])[] : [AddPeopleTexts.ResultMessages, AddPeopleTexts.ResultLater]]),
            ],
            AddPeopleTexts.ResultTitle,
            [
                ButtonPress.Keeping(Button(AddPeopleTexts.ButtonLog, AddPeopleCommand.Log, batch)),
                Again(),
                .. hasPasswords ? (IEnumerable<CardAction>)[Button(AddPeopleTexts.ButtonDone, AddPeopleCommand.Done, batch)] : [],
            ]);
    }

    /// <summary>After the people were put on the list.</summary>
    /// <param name="settings">Address of Partner Center's account settings.</param>
    public static AdaptiveCard Listed(int people, string settings) => CardParts.Card(
        [
            CardParts.Heading(AddPeopleTexts.ListedTitle),
            new TextBlock(Language.Format(AddPeopleTexts.Listed, people)),
            .. CardParts.Bullets([AddPeopleTexts.ListedHow, Language.Format(AddPeopleTexts.ListedLimits, PartnerCenterList.MostRows), AddPeopleTexts.ListedPasswords, AddPeopleTexts.ListedLater]),
        ],
        AddPeopleTexts.ListedTitle,
        ButtonPress.Keeping(new ExecuteAction(AddPeopleTexts.ButtonList, AddPeopleCommand.VerbOf(AddPeopleCommand.DownloadList))),
        new OpenUrlAction(AddPeopleTexts.ButtonAccountSettings, settings),
        Again());

    /// <summary>A sentence with the way to begin again.</summary>
    public static AdaptiveCard Said(string text) => CardParts.Card([new TextBlock(text)], text, Again());

    private static ExecuteAction Again() => new(AddPeopleTexts.ButtonAddPeople, AddPeopleCommand.Info.ShowVerb);

    private static ExecuteAction Button(string title, string action, Guid batch) =>
        new(title, AddPeopleCommand.VerbOf(action), new JsonObject { [BatchInput] = batch.ToString("N") });

    private static CardAction[] QuestionButtons(AddPlan plan) => plan.Planned.Count == 0
        ? [Again()]
        :
        [
            plan.Creates ? Button(AddPeopleTexts.ButtonCreate, AddPeopleCommand.Create, plan.Batch.Id) : Button(AddPeopleTexts.ButtonWriteList, AddPeopleCommand.WriteList, plan.Batch.Id),
            Button(AddPeopleTexts.ButtonCancel, AddPeopleCommand.Discard, plan.Batch.Id),
        ];

    private static IEnumerable<CardElement> Group(string name, IEnumerable<AddedPerson> people, bool isSeveral)
    {
        AddedPerson[] all = [.. people];
        return all.Length == 0 ? [] : [CardParts.Subheading(Language.Format(AddPeopleTexts.GroupAndCount, name, all.Length)), .. AddWords.Lines(all, isSeveral)];
    }

    private static IEnumerable<CardElement> Missing(AddPlan plan)
    {
        var planned = plan.Planned;
        var (countries, managers) = (planned.Count(person => person.UsageLocation is null), planned.Count(person => person.Manager is null));
        string[] said =
        [
            .. countries == 0 ? (string[])[] : [Language.Format(AddPeopleTexts.MissingCountry, countries)],
            .. managers == 0 ? (string[])[] : [Language.Format(AddPeopleTexts.MissingManager, managers)],
            .. plan.UnknownManagers.Count == 0 ? (string[])[] : [Language.Format(AddPeopleTexts.UnknownManagers, List(plan.UnknownManagers))],
            .. plan.NewDomains.Count == 0 ? (string[])[] : [Language.Format(AddPeopleTexts.NewDomains, List(plan.NewDomains))],
        ];
        return said.Length == 0 ? [] : [CardParts.Subheading(AddPeopleTexts.MissingTitle), .. CardParts.Bullets(said)];
    }

    private static string List(IReadOnlyList<string> texts)
    {
        const int Most = 5;
        var shown = string.Join(Texts.ListSeparator, texts.Take(Most).Select(Phrases.Escape));
        return texts.Count > Most ? $"{shown} …" : shown;
    }
}
