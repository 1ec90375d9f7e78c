using CompetencyBot.Storage;

namespace CompetencyBot.Conversation;

/// <summary>Writes lists of people so that only those are named whom the reader may see; the others are counted.</summary>
public sealed class PeopleShown(OrganisationEvidence evidence, Request request)
{
    /// <returns>For example <c>Mei Lin, Tom Baker and 2 others</c>; empty where nobody may be named.</returns>
    public string List(IReadOnlyCollection<string> userPrincipalNames)
    {
        ArgumentNullException.ThrowIfNull(userPrincipalNames);
        var named = userPrincipalNames.Where(request.MayName).Select(NameOf).ToArray();
        var others = userPrincipalNames.Count - named.Length;
        return (named.Length, others) switch
        {
            (0, _) => "",
            (_, 0) => string.Join(Texts.ListSeparator, named),
            (_, 1) => Language.Format(Texts.AndOneOther, string.Join(Texts.ListSeparator, named)),
            _ => Language.Format(Texts.AndOthers, string.Join(Texts.ListSeparator, named), others),
        };
    }

    public bool MayName(string userPrincipalName) => request.MayName(userPrincipalName);

    /// <summary>The person's name, or "somebody" for readers who may not know.</summary>
    public string NameOrSomebody(string userPrincipalName) =>
        request.MayName(userPrincipalName) ? NameOf(userPrincipalName) : Texts.Somebody;

    private string NameOf(string userPrincipalName) =>
        Phrases.Name(evidence.FindByWorkAddress(userPrincipalName)?.DisplayName ?? userPrincipalName);
}
