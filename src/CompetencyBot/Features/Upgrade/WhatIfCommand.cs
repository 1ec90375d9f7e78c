using System.Collections.Immutable;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Upgrade;

/// <summary>
/// <c>what if grace huang leaves</c>, <c>what if ben carter passes 70-333</c>, <c>what if kevin liu links</c>, <c>what if new customers in
/// messaging is 25</c>: what would be different today.
/// </summary>
public sealed class WhatIfCommand(EvidenceReader reader, IOptionsMonitor<OrganisationOptions> organisation, TimeProvider clock) : ICommand
{
    public static CommandInfo Info { get; } = new(
        "what if", ["whatif", "suppose", "如果", "假如"], Audience.Everybody, () => Texts.HelpOfWhatIf, Button: null)
    { PersonalOnly = true, Example = () => HelpTexts.ExampleOfWhatIf, Menu = Menus.Personal };

    public async Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await reader.ReadAsync(cancellationToken) is not { } evidence)
            return NoEdition.Reply(reader.Editions);

        var today = organisation.CurrentValue.Today(clock);
        return new Supposition(evidence, request, today).Read(PassQuestion.TextOf(request) ?? request.Argument) switch
        {
            (null, var why) => new Reply(why),
            (var supposed, var said) => Answer(evidence, request, today, said, supposed),
        };
    }

    private Reply Answer(OrganisationEvidence evidence, Request request, DateOnly today, string said, Func<FollowedEdition, Change?> supposed)
    {
        var answers = ImmutableArray.CreateBuilder<(FollowedEdition, WhatIf.Answer)>();
        var refusal = Texts.WhatIfUnknownItem;
        foreach (var followed in evidence.Followed)
            switch (supposed(followed) is { } change ? WhatIf.Of(followed.Edition, followed.Matched, today, change) : null)
            {
                case WhatIf.Answer answer:
                    answers.Add((followed, answer));
                    break;
                case WhatIf.Refused { Fault: var fault }:
                    refusal = Refusal(fault);
                    break;
                default:
                    break;
            }

        return answers.Count == 0
            ? new Reply(refusal)
            : new Reply(said, WhatIfCard.For(said, answers.ToImmutable(), CardParts.DateLines(evidence, today, organisation.CurrentValue.Zone)));
    }

    internal static string Refusal(ChangeFault fault) => fault switch
    {
        ChangeFault.HasLeft => Texts.WhatIfHasLeft,
        ChangeFault.IsLinked => Texts.WhatIfIsLinked,
        ChangeFault.CannotBePassed => Texts.WhatIfCannotBePassed,
        ChangeFault.UnknownPerson => Texts.WhatIfUnknownPerson,
        ChangeFault.UnknownMetric or ChangeFault.UnknownCompetency or ChangeFault.UnknownPath => Texts.WhatIfUnknownFigure,
        _ => Texts.WhatIfUnknownItem,
    };
}
