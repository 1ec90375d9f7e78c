using System.Collections.Immutable;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Features.Upgrade.Nudging;

namespace CompetencyBot.Features.Upgrade.Dialog;

/// <summary>Does what the moves of <see cref="UpgradeDialog"/> ask for and shows what they say.</summary>
public sealed class UpgradeRun(OpenDialogs dialogs, CompetencyNames names, Nudges nudges)
{
    public async Task<Reply> AnswerAsync(UpgradePosition at, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(at);
        var said = at.Request.Argument;
        var action = at.Request.Action == DialogActions.Text ? UpgradeWords.Of(at.Open.Step, said) ?? UpgradeActions.Choose : at.Request.Action;
        switch (action)
        {
            case DialogActions.Where:
                return UpgradeSayings.Where(at, Chosen(at).Chosen);
            case UpgradeActions.Choose:
                return await ChooseAsync(at, at.Request.Action == DialogActions.Text ? said : Wording.Normalise(at.Request.Text(CardParts.CompetencyInput)), cancellationToken);
            case DialogActions.Cancel:
                return await MoveAsync(at, null, UpgradeInput.Cancel, cancellationToken);
        }

        var (chosen, why) = Chosen(at);
        if (chosen is null)
            return await WithoutLevelAsync(at, why, InputOf(action), cancellationToken);
        return action switch
        {
            UpgradeActions.Suppose => await MoveAsync(WithWay(at, chosen, said), chosen, UpgradeInput.Suppose, cancellationToken),
            UpgradeActions.Answer => await SupposeAsync(at, chosen, said, cancellationToken),
            UpgradeActions.Nudge or UpgradeActions.Send when NudgeRefusal(at.Request) is { } refusal => await MoveAsync(at with { Note = refusal }, chosen, UpgradeInput.Show, cancellationToken),
            _ => await MoveAsync(at, chosen, InputOf(action), cancellationToken),
        };
    }

    /// <summary>Takes a competency and level by their names.</summary>
    /// <param name="said">As normalised.</param>
    public async Task<Reply> ChooseAsync(UpgradePosition at, string said, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(at);
        if (WantedLevels.LevelIn(said) is { } other && at.Memory.Competency is { } same)
            said = $"{Wording.Normalise(same)} {WantedLevels.WordOf(other)}";
        switch (WantedLevels.Read(said, names))
        {
            case { Unknown: not null }:
                return await MoveAsync(at with { Note = Texts.CompetencyUnknown }, null, UpgradeInput.Unclear, cancellationToken);
            case { Several: { IsEmpty: false } several }:
                return await MoveAsync(at with { Note = Texts.CompetencySeveral, Several = several }, null, UpgradeInput.Unclear, cancellationToken);
            case { Levels: [var (known, level)] }:
                var (chosen, why) = ChosenLevel.Find(at.View, known, level);
                return chosen is null
                    ? await MoveAsync(at with { Note = Language.Format(Texts.PassesOf, known.Title, why) }, null, UpgradeInput.Unclear, cancellationToken)
                    : await MoveAsync(at with { Memory = new UpgradeMemory(known.Key, chosen.Level) }, chosen, UpgradeInput.Choose, cancellationToken);
            default:
                return new Reply(Texts.ChooseFirst);
        }
    }

    /// <summary>Shows where the person is.</summary>
    public Task<Reply> ShowAsync(UpgradePosition at, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(at);
        var (chosen, why) = Chosen(at);
        return chosen is null ? WithoutLevelAsync(at, why, UpgradeInput.Show, cancellationToken) : MoveAsync(at, chosen, UpgradeInput.Show, cancellationToken);
    }

    /// <summary>Nothing was chosen yet, or what was chosen is no level to work for any more.</summary>
    private Task<Reply> WithoutLevelAsync(UpgradePosition at, string? why, UpgradeInput input, CancellationToken cancellationToken) =>
        MoveAsync(at with { Note = why ?? at.Note }, null, at.Step == UpgradeStep.Choose && why is null ? input : UpgradeInput.Unclear, cancellationToken);

    private static UpgradeInput InputOf(string? action) => action switch
    {
        UpgradeActions.Nudge => UpgradeInput.Nudge,
        UpgradeActions.Send => UpgradeInput.Send,
        UpgradeActions.Suppose => UpgradeInput.Suppose,
        UpgradeActions.Answer => UpgradeInput.Answer,
        DialogActions.Back => UpgradeInput.Back,
        _ => UpgradeInput.Show,
    };

    /// <returns>No level and no reason where none was chosen yet.</returns>
    private (ChosenLevel? Chosen, string? Why) Chosen(UpgradePosition at)
    {
        if (at.Memory.Competency is not { } key)
            return (null, null);
        return names.All.FirstOrDefault(known => known.Key == key) is { } found ? ChosenLevel.Find(at.View, found, at.Memory.Level) : (null, Texts.CompetencyUnknown);
    }

    /// <summary>Another way than the one that was looked at begins with its own plan.</summary>
    private static UpgradePosition WithWay(UpgradePosition at, ChosenLevel chosen, string typed)
    {
        var path = at.Request.Text(WaysCard.PathInput)
            ?? (UpgradeWords.NumberIn(typed) is >= 1 and var rank ? chosen.Next.Paths.ElementAtOrDefault(rank - 1)?.Path.Id : null);
        return path is null || path == at.Memory.Path ? at : at with { Memory = at.Memory with { Path = chosen.Way(path).Path.Id, Supposed = null } };
    }

    private async Task<Reply> SupposeAsync(UpgradePosition at, ChosenLevel chosen, string typed, CancellationToken cancellationToken)
    {
        if (at.Step is not (UpgradeStep.Suppose or UpgradeStep.Result))
            return await MoveAsync(at, chosen, UpgradeInput.Answer, cancellationToken);
        var (supposed, fault) = at.Request.Action == DialogActions.Text ? Typed(at, chosen, typed) : SupposeInputs.Read(at, chosen);
        if (supposed is not null)
        {
            at = at with { Memory = at.Memory with { Supposed = supposed } };
            (_, fault) = Outcome.Of(chosen, at.Memory, at.View);
        }

        return await MoveAsync(at with { Note = fault }, chosen, fault is null ? UpgradeInput.Answer : UpgradeInput.Faulty, cancellationToken);
    }

    /// <summary>A number means so many newcomers, with all the rest as the form has it.</summary>
    private static (Supposed? Supposed, string? Fault) Typed(UpgradePosition at, ChosenLevel chosen, string typed)
    {
        var supposed = at.Memory.Supposed ?? SupposeForm.Planned(chosen, at);
        return UpgradeWords.NumberIn(typed) is not { } newcomers ? (supposed, null)
            : newcomers <= SupposeForm.MostNewcomers ? (supposed with { Newcomers = newcomers }, null)
            : (null, UpgradeTexts.NewcomersWrong);
    }

    private static string? NudgeRefusal(Request request) =>
        !request.IsPersonal ? UpgradeTexts.NudgeInOwnChat
        : Nudges.MayAsk(request.Viewer) ? null
        : UpgradeTexts.NudgeOnlyManagers;

    private async Task<Reply> MoveAsync(UpgradePosition at, ChosenLevel? chosen, UpgradeInput input, CancellationToken cancellationToken)
    {
        var move = UpgradeDialog.Next(at.Step, input);
        if (move.Step == UpgradeStep.Choose)
            at = at with { Memory = new UpgradeMemory() };
        if (!await TakeAsync(at, move, cancellationToken))
            return await OvertakenAsync(at, cancellationToken);
        var reply = await SayAsync(at, chosen, move, cancellationToken);
        return at.Note is { } note && reply.Card is { } card ? reply with { Card = UpgradeSayings.WithNote(card, note) } : reply;
    }

    private async Task<bool> TakeAsync(UpgradePosition at, UpgradeMove move, CancellationToken cancellationToken)
    {
        var memory = at.Memory.Write();
        if (at.Open.Id == Guid.Empty || (move.Step == at.Step && memory == (at.Open.Data ?? new UpgradeMemory().Write())))
            return true;
        return move.Step is { } step
            ? await dialogs.MoveAsync(at.Open, $"{step}", memory, cancellationToken)
            : await dialogs.CloseAsync(at.Open, cancellationToken);
    }

    /// <summary>Another answer was faster: says how it is.</summary>
    private async Task<Reply> OvertakenAsync(UpgradePosition at, CancellationToken cancellationToken) =>
        await dialogs.FindAsync(at.Request.Viewer, cancellationToken) is { } now && now.Name == UpgradeCommand.Info.Name
            ? UpgradeSayings.Where(new UpgradePosition(at.Request, at.View, now), Chosen(new UpgradePosition(at.Request, at.View, now)).Chosen)
            : UpgradeSayings.Over();

    private async Task<Reply> SayAsync(UpgradePosition at, ChosenLevel? chosen, UpgradeMove move, CancellationToken cancellationToken)
    {
        switch (move.Saying)
        {
            case UpgradeSaying.Choice:
                return Of(ChoiceCard.For(at, OpenLevel.Of(at.View, names)));
            case UpgradeSaying.Cancelled:
                return UpgradeSayings.Cancelled();
            case UpgradeSaying.NotNow:
                return UpgradeSayings.NotNow(at, chosen);
            case UpgradeSaying.Ways:
                return Of(WaysCard.For(at, chosen!));
            case UpgradeSaying.Form:
                return Of(SupposeForm.For(at, chosen!));
        }

        if (Outcome.Of(chosen!, at.Memory, at.View) is not ({ } outcome, _))
            return Of(SupposeForm.For(at, chosen!)); // what was supposed is impossible by now
        return move.Saying == UpgradeSaying.Result
            ? Of(ResultCard.For(at, outcome, Nudges.MayAsk(at.Request.Viewer) && Asked(at, outcome).Any()))
            : await NudgeAsync(at, outcome, move.Saying == UpgradeSaying.Sent, cancellationToken);
    }

    private async Task<Reply> NudgeAsync(UpgradePosition at, Outcome outcome, bool send, CancellationToken cancellationToken)
    {
        var wish = new NudgeWish(at.Request.Viewer, at.View, outcome.Chosen, Asked(at, outcome));
        return send
            ? Of(NudgeCards.Sent(await nudges.AskAsync(wish, cancellationToken), at.View))
            : Of(NudgeCards.Confirm(at, outcome.Chosen, await nudges.CandidatesAsync(wish, cancellationToken)));
    }

    /// <summary>Those of the passes whose people the reader may ask: whom they may see, and nobody else.</summary>
    private static ImmutableArray<Pass> Asked(UpgradePosition at, Outcome outcome) =>
        [.. outcome.Passes.Where(pass => pass.PersonId is { } person && at.View.People.MayName(person))];

    private static Reply Of(AdaptiveCard card) => new(card.FallbackText ?? "", card);
}
