using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Storage;

namespace CompetencyBot.Conversation;

/// <summary>What a watched risk is about, in half a line; the same in a warning and in a list of warnings.</summary>
public static class RiskTitle
{
    /// <param name="editions">Of an edition or competency that is no longer there the id is shown.</param>
    public static string Of(WatchedRisk risk, EditionSet editions)
    {
        ArgumentNullException.ThrowIfNull(risk);
        ArgumentNullException.ThrowIfNull(editions);
        return risk.Kind switch
        {
            RiskKind.Eligibility when risk.AnniversaryOn is { } anniversary =>
                Language.Format(Texts.RiskTitleEligibility, LevelOf(risk, editions), Phrases.Date(anniversary)),
            RiskKind.Eligibility => LevelOf(risk, editions),
            RiskKind.Leaver => EvidenceTexts.SomebodyLeaves, // who, is not for every list
            RiskKind.Deadline when risk.BreaksOn is { } last => Language.Format(Texts.RiskTitleWindowUntil, Phrases.Date(last)),
            RiskKind.Deadline => Texts.RiskTitleWindow,
            RiskKind.KeyPerson => Language.Format(Texts.RiskTitleKeyPerson, LevelOf(risk, editions)),
            RiskKind.StaleData => DataWords.TitleOf(DataWords.OriginIn(risk.Key)),
            RiskKind.FewAdmins => Texts.RiskTitleFewAdmins,
            RiskKind.Unheard => Texts.RiskTitleUnheard,
            _ => throw new InvalidOperationException($"No title for {risk.Kind}."),
        };
    }

    /// <summary>The level alone, for example <c>Gold in Messaging</c>; of a risk that is about no level what it is about.</summary>
    public static string LevelOf(WatchedRisk risk, EditionSet editions)
    {
        var competency = NameOf(risk, editions);
        return risk.Level is { } level ? Language.Format(Texts.RiskTitleLevel, Phrases.Of(level), competency) : competency;
    }

    private static string NameOf(WatchedRisk risk, EditionSet editions)
    {
        var known = risk.EditionId is { } id && editions.Contains(id)
            ? editions.Load(id).Competencies.FirstOrDefault(competency => competency.Id == risk.CompetencyId)
            : null;
        return known is null ? risk.CompetencyId ?? risk.EditionId ?? "" : Phrases.NameOf(known.Names);
    }
}
