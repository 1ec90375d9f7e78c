using System.Collections.Immutable;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Hosting;
using CompetencyBot.Pictures;
using CompetencyBot.Storage;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Progress;

/// <summary>Makes the cards of <see cref="ProgressDialog"/>, each as its reader may see it.</summary>
public sealed class ProgressReplies(
    EvidenceReader reader, CompetencyNames names, CardReaders readers, PictureLinks pictures, IOptionsMonitor<OrganisationOptions> organisation, TimeProvider clock)
{
    private DateOnly Today => organisation.CurrentValue.Today(clock);

    public async Task<Reply> OverviewAsync(OrganisationEvidence evidence, Request request, CancellationToken cancellationToken)
    {
        var editions = Editions(evidence);
        var own = request.IsForOneReader ? OwnProgress.Of(evidence, editions, request.Viewer, Today) : null;
        var card = await OverviewAsync(
            evidence, editions, OwnLines.Of(own, new PeopleShown(evidence, request)), picture => pictures.ForAsync(picture, request, cancellationToken));
        if (own?.Team is not null)
            card = card with { Actions = [.. card.Actions!, ProgressCard.TeamButton()] };
        return new Reply(
            Texts.ProgressTitle, await readers.RefreshAsync(card, ProgressCard.RefreshButton(null), request, evidence, cancellationToken));
    }

    /// <summary>The overview that nobody asked for, as everybody may read it; in a channel or group each reader's client asks for their own view.</summary>
    /// <returns>In the current language; null while no edition is followed.</returns>
    public async Task<Reply?> PublicAsync(CancellationToken cancellationToken)
    {
        if (await reader.ReadAsync(cancellationToken) is not { } evidence)
            return null;
        var card = await OverviewAsync(evidence, Editions(evidence), [], picture => pictures.ForAsync(picture, cancellationToken));
        return new Reply(Texts.ProgressTitle, card with { Refresh = new CardRefresh(ProgressCard.RefreshButton(null), null) });
    }

    public async Task<Reply> CompetencyAsync(OrganisationEvidence evidence, KnownCompetency known, Request request, CancellationToken cancellationToken)
    {
        var followed = evidence.In(known.EditionId);
        var card = CompetencyCard.For(
            known,
            CompetencyInsight.Of(followed, known.Competency, Today),
            EditionProgress.Of(followed, Today),
            new PeopleShown(evidence, request),
            DateLines(evidence));
        card = SourceLines.Under(card, evidence, organisation.CurrentValue.Zone, DataAge.KindsFor([known.Competency]));
        return new Reply(
            Language.Format(Texts.ProgressOf, known.Title),
            await readers.RefreshAsync(card, ProgressCard.RefreshButton(known.Key), request, evidence, cancellationToken));
    }

    /// <summary>For the manager alone, in their own chat.</summary>
    public Reply Team(OrganisationEvidence evidence, Request request)
    {
        var viewer = request.Viewer;
        var advised = evidence.Followed.Where(followed => !followed.Edition.HasEnded(Today)).ToArray();
        var team = TeamTotals.Of(viewer.Reports, advised, Today);
        if (team.Members.IsEmpty)
            return NoTeam(viewer, advised.Length == 0);
        var editions = Editions(evidence);
        var card = TeamCard.For(
            team,
            Counted(editions),
            [.. NearPass.Of(editions).Where(near => viewer.Reports.Contains(near.PersonId))],
            [.. editions.SelectMany(edition => edition.Lapsing).Where(each => viewer.Reports.Contains(each.Person.UserPrincipalName)).DistinctBy(each => (each.Person, each.Item.Id))],
            new PeopleShown(evidence, request),
            DateLines(evidence));
        return new Reply(ProgressTexts.TeamTitle, card);
    }

    internal static Reply Choice(ProgressQuestion question, Request request) =>
        new(question.Ask, ProgressCard.Choose(question.Choices, question.Ask, offersTeam: request is { IsPersonal: true, Viewer.IsManager: true }));

    /// <param name="own">What concerns the one reader.</param>
    private async Task<AdaptiveCard> OverviewAsync(
        OrganisationEvidence evidence, ImmutableArray<EditionProgress> editions, IEnumerable<CardElement> own, Func<Picture, Task<Image?>> draw)
    {
        var drawn = new List<CardElement>();
        foreach (var edition in editions)
            if (await draw(ProgressPictures.Of(edition, Today)) is { } image)
                drawn.Add(image);
        return ProgressCard.For(organisation.CurrentValue.Name, editions, names.All, DateLines(evidence), drawn, own);
    }

    private ImmutableArray<EditionProgress> Editions(OrganisationEvidence evidence) =>
        [.. evidence.Followed.Select(followed => EditionProgress.Of(followed, Today))];

    private IEnumerable<CardElement> DateLines(OrganisationEvidence evidence) => CardParts.DateLines(evidence, Today, organisation.CurrentValue.Zone);

    /// <summary>By work address the names of what somebody counts for.</summary>
    private static ILookup<string, string> Counted(IEnumerable<EditionProgress> editions) => editions
        .SelectMany(edition => edition.Contributors)
        .SelectMany(each => each.Counting.Select(person => (Person: person, Name: Phrases.NameOf(each.Competency.Names))))
        .Distinct()
        .ToLookup(each => each.Person, each => each.Name, StringComparer.OrdinalIgnoreCase);

    private static Reply NoTeam(Viewer viewer, bool nothingApplies)
    {
        var said = nothingApplies && viewer.Reports.Count > 0 ? ProgressTexts.TeamNothingApplies
            : viewer.IsAdmin ? ProgressTexts.NoTeamAdmin
            : viewer.IsManager ? ProgressTexts.NoTeamManager
            : ProgressTexts.NoTeam;
        return new Reply(said, CardParts.Card(
            [new TextBlock(said)], said, new ExecuteAction(Texts.ButtonProgress, ProgressCommand.Info.ShowVerb), new ExecuteAction(Texts.ButtonStatus, "status/show")));
    }
}
