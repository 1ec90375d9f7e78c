using CompetencyBot.Domain.Evaluation;

namespace CompetencyBot.Conversation;

/// <summary>On whom a level rests.</summary>
public static class KeyPeopleWords
{
    /// <returns>Null when nobody's leaving matters.</returns>
    public static string? Of(KeyPeople held, PeopleShown people)
    {
        ArgumentNullException.ThrowIfNull(held);
        ArgumentNullException.ThrowIfNull(people);
        return held switch
        {
            { Survives: null } => null,
            { Survives: 0 } => people.List(held.People) is { Length: > 0 } names
                ? Language.Format(held.People.Length == 1 ? Texts.RestsOnNamed : Texts.RestsOn, names)
                : held.People.Length == 1 ? Texts.RestsOnOnePerson
                : Language.Format(Texts.RestsOnPeople, held.People.Length),
            { Survives: 1, IsAtLeast: false } => Texts.SurvivesOne,
            { IsAtLeast: false, Survives: var survives } => Language.Format(Texts.Survives, survives),
            { Survives: var survives } => Language.Format(Texts.SurvivesAtLeast, survives),
        };
    }
}
