using System.Globalization;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Outbox;

namespace CompetencyBot.Features.AccountLink.Dialog;

/// <summary>Leads from a channel or group into the asking person's own chat.</summary>
public sealed class OwnChat(OutboxWriter outbox, TimeProvider clock)
{
    /// <summary>Part of the verb of the button by which somebody asks to go on there.</summary>
    public const string Action = "personal";

    /// <param name="command">Which has the action <see cref="Action"/>.</param>
    public async Task<Reply> AnswerAsync(Request request, CommandInfo command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(command);
        if (request.Action != Action)
            return new Reply(LinkTexts.PersonalTitle, CardParts.Card(
                [CardParts.Heading(LinkTexts.PersonalTitle), new TextBlock(LinkTexts.PersonalText)],
                LinkTexts.PersonalTitle,
                new ExecuteAction(LinkTexts.ButtonPersonal, $"{command.Name}/{Action}")));
        if ((request.Viewer.WorkAddress ?? request.Viewer.ObjectId) is not { } recipient)
            return new Reply(Texts.StatusUnknownPerson);

        // Pressed twice within a minute it is one wish.
        var minute = clock.GetUtcNow().UtcDateTime.ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture);
        var text = Language.Format(LinkTexts.PersonalHere, command.Name);
        var card = LinkCards.Note(text, new ExecuteAction(LinkTexts.ButtonContinue, command.ShowVerb));
        await outbox.AddAsync(
            $"own-chat|{command.Name}|{recipient.ToLowerInvariant()}|{minute}", recipient, ReplyPages.Of(new Reply(text, card)), cancellationToken);
        return new Reply(LinkTexts.PersonalSent);
    }
}
