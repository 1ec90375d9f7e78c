using System.Collections.Immutable;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Features.Upgrade.Dialog;

/// <summary>Asks what could happen: who passes what, and which figures rise. It is filled in with the nearest plan.</summary>
internal static class SupposeForm
{
    public const string PeopleInput = "people";
    public const string NewcomersInput = "newcomers";
    public const string ItemsInput = "items";
    public const int MostNewcomers = 20;

    /// <summary>A longer list is no help, and would not fit on the card.</summary>
    private const int MostPeople = 15;

    public static AdaptiveCard For(UpgradePosition at, ChosenLevel chosen)
    {
        var (way, view) = (chosen.Way(at.Memory.Path), at.View);
        var plan = WayPlan.Of(way, view.People);
        var supposed = at.Memory.Supposed ?? Planned(plan);
        var title = Language.Format(UpgradeTexts.SupposeTitle, chosen.Title);
        return CardParts.Card(
            [
                CardParts.Heading(title),
                .. view.DateLines,
                new TextBlock(Language.Format(UpgradeTexts.SupposeWay, Phrases.NameOf(way.Path.Names))) { Weight = "Bolder" },
                new TextBlock(UpgradeTexts.SupposeMeans),
                .. at.Request.IsPersonal ? (IEnumerable<CardElement>)[] : [CardParts.Subtle(UpgradeTexts.SupposeAlone)],
                .. Passes(chosen, way, plan, view, supposed),
                .. FigureField.Of(chosen, way, view.Today).Select(field => Figure(field, supposed)),
            ],
            title,
            at.Button(UpgradeTexts.ButtonAnswer, UpgradeActions.Answer),
            at.Plain(UpgradeTexts.ButtonBack, DialogActions.Back),
            at.Plain(UpgradeTexts.ButtonCancel, DialogActions.Cancel));
    }

    /// <summary>The nearest plan, with the figures that the level needs.</summary>
    public static Supposed Planned(ChosenLevel chosen, UpgradePosition at)
    {
        var way = chosen.Way(at.Memory.Path);
        return Planned(WayPlan.Of(way, at.View.People)) with
        {
            Figures = FigureField.Of(chosen, way, at.View.Today).Where(field => field.Planned is not null && field.Planned != field.Value)
                .ToImmutableSortedDictionary(field => field.Metric, field => field.Planned!.Value),
        };
    }

    private static Supposed Planned(WayPlan plan) =>
        new([.. plan.Named, .. plan.Colleagues], plan.Newcomers, plan.Items, ImmutableSortedDictionary<string, decimal>.Empty);

    /// <summary>Who passes what; nothing where the way asks for figures alone.</summary>
    private static IEnumerable<CardElement> Passes(ChosenLevel chosen, Shortfall way, WayPlan plan, UpgradeView view, Supposed supposed)
    {
        Choice[] items = [.. WayPlan.ItemsOf(chosen, way, view.Today).Select(item => new Choice(item.FullName(), item.Id))];
        Person[] visible = [.. Visible(chosen, way, plan, view, supposed)];
        Choice[] people =
        [
            .. plan.Colleagues.Select((value, index) => new Choice(Language.Format(UpgradeTexts.ColleagueOfPlan, index + 1), value)),
            .. visible.Take(MostPeople).Select(person => new Choice(NameOf(person, view.Today), person.Id)),
        ];
        if (items.Length == 0)
            yield break;
        if (people.Length > 0)
            yield return Several(UpgradeTexts.PeopleLabel, PeopleInput, people, supposed.People, UpgradeTexts.SupposeNobody);
        if (visible.Length > MostPeople)
            yield return CardParts.Subtle(Language.Format(UpgradeTexts.PeopleMore, visible.Length - MostPeople));
        yield return new NumberInput(UpgradeTexts.NewcomersLabel)
        {
            Id = NewcomersInput, Value = supposed.Newcomers, Min = 0, Max = MostNewcomers, ErrorMessage = UpgradeTexts.NewcomersWrong,
        };
        yield return Several(UpgradeTexts.ItemsLabel, ItemsInput, items, supposed.Items, UpgradeTexts.SupposeNoItem);
    }

    private static ChoiceSetInput Several(string label, string id, Choice[] choices, IEnumerable<string> chosen, string fault) =>
        new(label, choices) { Id = id, IsMultiSelect = true, Value = string.Join(',', chosen), ErrorMessage = fault };

    /// <summary>First whoever is supposed to or planned, then whoever holds something that the way asks for, then by name.</summary>
    private static IEnumerable<Person> Visible(ChosenLevel chosen, Shortfall way, WayPlan plan, UpgradeView view, Supposed supposed)
    {
        var items = WayPlan.ItemsOf(chosen, way, view.Today).Select(item => item.Id).ToHashSet(StringComparer.Ordinal);
        var first = supposed.People.Concat(plan.Named).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return chosen.Followed.Matched.People
            .Where(person => view.People.MayName(person.Id) && !(person.Record.LeftOn <= view.Today))
            .OrderByDescending(person => first.Contains(person.Id))
            .ThenByDescending(person => person.Achievements.Any(achievement => achievement.ItemId is { } item && items.Contains(item)))
            .ThenBy(person => person.Record.DisplayName, StringComparer.CurrentCulture);
    }

    private static string NameOf(Person person, DateOnly today) => AccountStanding.Of(person, today).State == AccountState.Linked
        ? person.Record.DisplayName
        : Language.Format(UpgradeTexts.NotLinkedYet, person.Record.DisplayName);

    private static CardElement Figure(FigureField field, Supposed supposed)
    {
        var value = supposed.Figures.TryGetValue(field.Metric, out var said) ? said : field.Planned;
        return field.IsYesOrNo
            ? new ChoiceSetInput(field.Label, [new Choice(Texts.Yes, "1"), new Choice(Texts.No, "0")])
            {
                Id = field.Id, Value = value >= 1 ? "1" : "0", ErrorMessage = UpgradeTexts.FigureWrong,
            }
            : new NumberInput(field.Label) { Id = field.Id, Value = value, Min = 0, ErrorMessage = UpgradeTexts.FigureWrong };
    }
}
