using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.AccountLink.Asking;

/// <summary><c>who is not linked</c>: everybody whose account is not associated, for admins in their own chat.</summary>
public sealed class WhoCommand(EvidenceReader reader, UnlinkedPeople people, IOptionsMonitor<OrganisationOptions> organisation) : ICommand
{
    public static CommandInfo Info { get; } = new(
        "who",
        [
            "unlinked", "who is not linked", "who is unlinked", "who isn t linked", "who has not linked", "誰", "未連結", "誰未連結", "誰沒有連結", "誰還沒連結", "誰還沒有連結",
            "誰還沒連結帳戶", "誰還沒有連結帳戶",
        ],
        Audience.Admins,
        () => AskTexts.HelpOfWho,
        () => AskTexts.ButtonWho)
    { PersonalOnly = true, Example = () => AskTexts.ExampleOfWho, Group = HelpGroup.Administration };

    public async Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Argument.Length > 0)
            return NothingElse();
        if (await reader.ReadAsync(cancellationToken) is not { } evidence)
            return NoEdition.Reply(reader.Editions);
        var unlinked = await people.ReadAsync(evidence, cancellationToken);
        var gains = from followed in evidence.Followed
                    where !followed.Edition.HasEnded(people.Today)
                    from gain in AccountGain.Of(followed.On(people.Today), followed.Matched)
                    from person in gain.People
                    select (person, gain);
        var zone = organisation.CurrentValue.Zone;
        return new Reply(AskTexts.WhoTitle, WhoCard.For(
            unlinked,
            gains.ToLookup(each => each.person, each => each.gain, StringComparer.OrdinalIgnoreCase),
            CardParts.DateLines(evidence, people.Today, zone),
            zone));
    }

    private static Reply NothingElse() => new(AskTexts.WhoOtherwise, CardParts.Card(
        [new TextBlock(AskTexts.WhoOtherwise)],
        AskTexts.WhoOtherwise,
        new ExecuteAction(AskTexts.ButtonWho, Info.ShowVerb),
        new ExecuteAction(Texts.ButtonProgress, "progress/show")));
}
