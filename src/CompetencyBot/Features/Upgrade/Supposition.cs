using System.Globalization;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Upgrade;

/// <summary>Understands what somebody supposes.</summary>
internal sealed class Supposition(OrganisationEvidence evidence, Request request, DateOnly today)
{
    private const int MostNames = 5;

    private static readonly string[] Leaving = ["leaves", "leave", "left", "quits", "resigns", "離職", "離開"];
    private static readonly string[] Passing = ["passes", "pass", "passed", "gets", "takes", "通過", "取得"];
    private static readonly string[] Linking = ["links", "link", "linked", "連結", "關聯"];
    private static readonly string[] Being = ["is", "becomes", "reaches", "rises to", "falls to", "為", "變成", "達到"];
    private static readonly string[] Myself = ["i", "me", "我"];

    /// <param name="text">As normalised.</param>
    /// <returns>What to suppose for an edition (null where the edition knows no such thing) and how to say it; or null and why not.</returns>
    public (Func<FollowedEdition, Change?>? Supposed, string Said) Read(string text)
    {
        if (Split(text, Leaving) is var (leaver, _))
            return About(leaver, Texts.WhatIfLeaves, person => _ => new Change.Leaves(person.UserPrincipalName, today));
        if (Split(text, Linking) is var (linker, _))
            return About(linker, Texts.WhatIfLinks, person => _ => new Change.Links(person.UserPrincipalName));
        if (Split(text, Passing) is var (learner, item))
            return Pass(learner, item);
        return Split(text, Being) is var (metric, value) ? Figure(metric, value) : (null, Texts.WhatIfHelp);
    }

    private (Func<FollowedEdition, Change?>?, string) Pass(string learner, string said)
    {
        if (evidence.Followed.Select(followed => ItemIn(followed.Edition, said)).FirstOrDefault(found => found is not null) is not { } item)
            return (null, Texts.WhatIfUnknownItem);
        var name = Phrases.Escape(item.ShortName());
        return learner is "" or "somebody" or "someone" or "somebody new" or "a newcomer" or "有人" or "某人"
            ? (followed => Passes(followed, null, 1, said), Language.Format(Texts.WhatIfPasses, Texts.OneNewcomer, name))
            : About(learner, Language.Format(Texts.WhatIfPasses, "{0}", name), person => followed => Passes(followed, person.UserPrincipalName, 0, said));
    }

    private static Change.Passes? Passes(FollowedEdition followed, string? person, int newcomer, string said) =>
        ItemIn(followed.Edition, said) is { } item ? new(new Pass(person, newcomer, item.Id)) : null;

    private (Func<FollowedEdition, Change?>?, string) About(string name, string format, Func<PersonRecord, Func<FollowedEdition, Change?>> change)
    {
        PersonRecord[] meant = Myself.Contains(name) && request.Viewer.Person is { } me ? [me] : [.. Named(name)];
        return meant switch
        {
            [] => (null, Texts.WhatIfUnknownPerson),
            [var one] => (change(one), Language.Format(format, Phrases.Name(one.DisplayName))),
            _ => (null, Language.Format(Texts.WhatIfSeveralPeople, List(meant.Take(MostNames)))),
        };
    }

    private static string List(IEnumerable<PersonRecord> people) =>
        string.Join(Texts.ListSeparator, people.Select(person => Phrases.Name(person.DisplayName)));

    /// <summary>Whoever may not see a person is told the same as about a name that nobody has.</summary>
    private IEnumerable<PersonRecord> Named(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var visible = evidence.Records.People.Where(person => request.MayName(person.UserPrincipalName)).ToArray();
        var whole = visible.Where(person => Wording.Normalise(person.DisplayName) == name).ToArray();
        return whole.Length > 0 || words.Length == 0
            ? whole
            : visible.Where(person => Wording.Normalise(person.DisplayName) is var full && words.All(word => full.Contains(word, StringComparison.Ordinal)));
    }

    private (Func<FollowedEdition, Change?>?, string) Figure(string said, string value)
    {
        var digits = value.Replace(" ", "", StringComparison.Ordinal);
        if (!decimal.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return (null, Texts.WhatIfHelp);
        var found = evidence.Followed.Select(followed => FigureIn(followed.Edition, said)).FirstOrDefault(figure => figure is not null);
        return found is not var (competency, metric)
            ? (null, Texts.WhatIfUnknownFigure)
            : (followed => FigureIn(followed.Edition, said) is var (its, name) ? new Change.FigureBecomes(its.Id, null, name, number) : null,
                Language.Format(Texts.WhatIfFigure, MetricName(competency, metric), Phrases.NameOf(competency.Names), Phrases.Number(number)));
    }

    private string MetricName(Competency competency, string metric) =>
        Phrases.Metric(evidence.Followed.First(followed => followed.Edition.Competencies.Contains(competency)).Edition, metric);

    /// <summary>The metric whose name is said, of the competency whose name is said; only the metric where one competency alone asks for it.</summary>
    private static (Competency Competency, string Metric)? FigureIn(Edition edition, string said)
    {
        var metrics =
            from competency in edition.Competencies
            from metric in competency.Paths.SelectMany(path => path.Levels).SelectMany(level => level.Requirements).SelectMany(Metrics).Distinct()
            where said.Contains(Wording.Normalise(Phrases.Metric(edition, metric)), StringComparison.Ordinal)
            select (Competency: competency, Metric: metric);
        var longest = metrics.OrderByDescending(each => Phrases.Metric(edition, each.Metric).Length).ToArray();
        var ofCompetency = longest.Where(each => each.Competency.Names.Values
            .Any(name => said.Contains(Wording.Normalise(name), StringComparison.Ordinal))).ToArray();
        return ofCompetency.Length > 0 ? ofCompetency[0]
            : longest.Select(each => each.Competency.Id).Distinct().Count() == 1 ? longest[0]
            : null;
    }

    private static IEnumerable<string> Metrics(Requirement requirement) => requirement switch
    {
        PerformanceRequirement goal => [goal.Metric],
        ScoreRequirement score => score.Indicators.Select(indicator => indicator.Scoring).OfType<FigureScoring>()
            .SelectMany(figures => figures.Parts).Select(part => part.Metric),
        _ => [],
    };

    private static Item? ItemIn(Edition edition, string said) => said.Length == 0
        ? null
        : edition.Items.Values.FirstOrDefault(item => item.Code is not null && Wording.Normalise(item.Code) == said)
            ?? edition.Items.Values.FirstOrDefault(item => Wording.Normalise(item.Id) == said || Wording.Normalise(item.Title) == said)
            ?? edition.Items.Values.Where(item => Wording.Normalise(item.Title).Contains(said, StringComparison.Ordinal)).Take(2).ToArray() switch
            {
                [var only] => only,
                _ => null,
            };

    /// <summary>What stands before and after the first of the words; null when none of them is there.</summary>
    private static (string Before, string After)? Split(string text, string[] verbs)
    {
        foreach (var verb in verbs)
        {
            // Chinese is written without spaces.
            var (padded, word) = char.IsAscii(verb[0]) ? ($" {text} ", $" {verb} ") : (text, verb);
            if (padded.IndexOf(word, StringComparison.Ordinal) is var at and >= 0)
                return (padded[..at].Trim(), padded[(at + word.Length)..].Trim());
        }

        return null;
    }
}
