---@meta
-- What a scenario can say, for editors that know LuaCATS (lua-language-server and others).
-- Made by `polder api --luacats`; changes are lost.
-- luacheck: ignore

---@alias polder.Language "en"|"nl"
---@alias polder.Text string|{ en?: string, nl?: string }
---@alias polder.Texts table<string, polder.Text>
---@alias polder.Audience "all"|"none"|"allies"|"forums"|string[]
---@alias polder.Label
---| "TLP:CLEAR"
---| "TLP:GREEN"
---| "TLP:AMBER"
---| "TLP:AMBER+STRICT"
---| "TLP:RED"
---@alias polder.Family
---| "ransomware"
---| "election"
---| "espionage"
---| "wiper"
---@alias polder.Policy
---| "always"
---| "never"
---| "tft"
---| "gtft"
---| "grim"
---| "pavlov"
---| "threshold"
---| "trusted"
---| "greedy"
---@alias polder.Action
---| "posture" # standing order: share new items with this audience
---| "split" # divide the budget over prevent, defend and strengthen
---| "publish" # publish new items (up to TLP:AMBER) for everybody
---| "onward" # pass on what others sent, without asking them
---| "consent" # whom any holder may pass your items on to
---| "relay" # pass on what others sent, where they consent
---| "hold" # new items on such incidents wait for a decision of yours
---| "tear" # after each share, these get a tear-line if nothing else
---| "share" # share one item you hold with this audience
---| "share-forum" # share one item with the members of one forum, through that forum only
---| "share-public" # publish one item
---| "withhold" # keep one item back from now on
---| "release" # let posture decide about one item again
---| "buy" # buy commercial intelligence for this round
---| "strike" # strike at an adversary's means
---| "takedown" # join a takedown of an adversary
---| "leave" # leave a forum
---| "join" # join a forum, or apply where members vote
---| "vote" # vote on an application to a forum
---| "answer" # answer a message with one of its options
---@alias polder.Parameter
---| "beta_r" # virulence per unit of link weight and tick
---| "beta_e" # virulence per unit of link weight and tick
---| "beta_s" # virulence per unit of link weight and tick
---| "beta_w" # virulence per unit of link weight and tick
---| "det_r" # base detection hazard per tick
---| "det_e" # base detection hazard per tick
---| "det_s" # base detection hazard per tick
---| "det_w" # base detection hazard per tick
---| "lat_r" # latency from L to I
---| "lat_e" # latency from L to I
---| "lat_s" # latency from L to I
---| "lat_w" # latency from L to I
---| "imax_r" # longest undetected time
---| "imax_e" # longest undetected time
---| "imax_s" # longest undetected time
---| "imax_w" # longest undetected time
---| "rec_r" # mean recovery without strengthen
---| "rec_e" # mean recovery without strengthen
---| "rec_s" # mean recovery without strengthen
---| "rec_w" # mean recovery without strengthen
---| "d0_r" # one-off damage, share of value per tick
---| "d0_e" # one-off damage, share of value per tick
---| "d0_s" # one-off damage, share of value per tick
---| "d0_w" # one-off damage, share of value per tick
---| "dI_r" # damage per tick while infectious
---| "dI_e" # damage per tick while infectious
---| "dI_s" # damage per tick while infectious
---| "dI_w" # damage per tick while infectious
---| "dC_r" # damage per tick while contained
---| "dC_e" # damage per tick while contained
---| "dC_s" # damage per tick while contained
---| "dC_w" # damage per tick while contained
---| "sens_r" # source sensitivity
---| "sens_e" # source sensitivity
---| "sens_s" # source sensitivity
---| "sens_w" # source sensitivity
---| "crim_rate" # launch probability per slot, criminals
---| "crim_slots" # slots per criminal adversary and round
---| "state_rate" # launch probability per slot, state actors
---| "state_slots" # slots per state actor and round
---| "expo_crim" # exposure probability of an organisation, criminals
---| "expo_state" # exposure probability of an organisation, state actors
---| "bg_crim" # campaign pressure per tick, criminals
---| "bg_state" # campaign pressure per tick, state actors
---| "wave_len" # length of a campaign in one state
---| "wave_mean" # mean delay before a criminal wave reaches a state
---| "wave_max" # longest such delay
---| "life" # life of an incident
---| "succ_gain" # success of criminals feeds their rate
---| "norm_up" # each strike erodes the restraint of state actors
---| "alphaP" # prevent lowers susceptibility
---| "thetaD" # defend raises detection
---| "gammaS" # strengthen lowers damage
---| "recS" # strengthen shortens recovery
---| "aid" # standing shortens recovery (mutual aid)
---| "synergy" # weight of the weakest track in every level
---| "ktrack" # half-saturation of a track, times B
---| "decay" # decay of a track's stock per round
---| "init_stock" # stock of each track at the start, times B
---| "eta" # knowledge lowers susceptibility
---| "thetaQ" # knowledge raises detection
---| "exp_floor" # detection of a state without expertise
---| "kappa" # below 0: intelligence replaces own defence; above 0: needs it
---| "fresh" # freshness factor per tick before delivery
---| "q_base" # quality of an item at birth
---| "q_exp" # quality at birth from effective expertise
---| "q_def" # quality at birth from defend
---| "aggr" # aggregation in forums: -1 weakest link, 0 sum, +1 best shot
---| "fee" # dues of a forum, share of B per round
---| "kfund" # half-saturation of a forum's money, per member
---| "kexp" # half-saturation of a forum's knowledge, per member
---| "lmin" # delay of the best forum
---| "lmax" # delay of the poorest forum
---| "fq_min" # quality through the poorest forum
---| "spill" # expertise spill-over of a capacity forum
---| "spill_o" # expertise spill-over of any other forum
---| "bil_lat" # delay of a bilateral channel
---| "bil_q" # quality through a bilateral channel
---| "bil_cap" # bilateral recipients per item and sharing call
---| "ally_lat" # delay of a bilateral channel between allies
---| "pub_lat" # delay of publication
---| "pub_q" # quality of a publication
---| "rush" # after a publication the remaining waves come this soon
---| "det_lo" # least detail given to a recipient
---| "det_tr" # detail that depends on trust
---| "edge" # exclusivity per item and round, times B
---| "burn_p" # burn probability factor
---| "burn_pub" # burn probability of a publication, times 8
---| "burn_cost" # cost of a burnt source, times B
---| "effort_f" # effort of sharing in a forum, times B
---| "effort_b" # effort of sharing bilaterally, times B
---| "adapt" # worth of intelligence after a burn
---| "tr_up" # trust gained by an item received
---| "tr_down" # trust lost by a perceived defection
---| "noise" # misperception
---| "p_disc" # discovery of withholding
---| "onw_disc" # discovery of an onward breach
---| "onw_pen" # trust lost by a discovered breach
---| "forgive" # generous tit for tat forgives
---| "th_link" # threshold bot: worth of protecting a supplier
---| "th_rec" # threshold bot: worth of reciprocity
---| "comm_price" # commercial intelligence, price per round
---| "comm_lat" # commercial intelligence, delay
---| "comm_cov" # commercial intelligence, share of incidents covered
---| "comm_q" # commercial intelligence, base quality
---| "comm_qe" # commercial intelligence, quality from expertise
---| "strike_cost" # cost of a strike, times B
---| "strike_sup" # suppression of the adversary's rate
---| "strike_act" # suppression of its active incidents
---| "sup_decay" # decay of suppression per round
---| "tens_strike" # tension of a strike on a state actor
---| "tens_crim" # tension of a strike on criminals, times 4
---| "ally_spill" # share of that tension for allies
---| "tens_mat" # tension that comes home per round
---| "tens_decay" # tension that fades per round
---| "tens_rate" # tension raises the rate
---| "tens_tgt" # tension attracts state actors
---| "dis_cost" # cost of a takedown, times B
---| "dis_p" # success per participant, times expertise
---| "dis_sup" # suppression by a takedown
---| "vscale" # share of B lost per tick if everything is out
---| "tear_q" # quality of a tear-line
---| "tear_s" # sensitivity of a tear-line
---| "it_disc" # discovery that a giver holds something back
---| "tear_no" # a tear-line instead of the full text is resented
---| "acc_th" # trust at which silence on an accession means yes

--- the schema's version: the first statement of a scenario
---@param version "1"
function polder(version) end

--- the texts of NAME.en.ftl and NAME.nl.ftl: `T.key` after `local T = texts "main"`
---@param name string
---@return polder.Texts
function texts(name) end

--- runs another file of the scenario here, once
---@param file string
function include(file) end

--- the scenario's only memory, with first values
---@param variables table<string, boolean|integer|string>
function vars(variables) end

--- questions for the discussion afterwards
---@param entries (polder.Text|{ what_if: polder.WhatIf, text: polder.Text })[]
function debrief(entries) end

--- before the decisions of each round
---@param hook fun(w: polder.World)
function on_round(hook) end

--- when a decision on this action or inject takes effect
---@param id string
---@param hook fun(w: polder.World, d: polder.DecisionView)
function on_decision(id, hook) end

--- after each round in which the incident was active
---@param id string
---@param hook fun(w: polder.World, incident: polder.IncidentView)
function on_incident(id, hook) end

--- after the round, for each item that arrived
---@param hook fun(w: polder.World, share: polder.ShareView)
function on_share(hook) end

--- after the last round
---@param hook fun(w: polder.World)
function on_end(hook) end

--- the exercise as a whole
---@class (exact) polder.Scenario
---@field id string name of the file's exercise; an id: a letter, then at most 31 letters, digits or hyphens
---@field title polder.Text shown; a text, or { en = "…", nl = "…" }
---@field summary? polder.Text shown in the list of scenarios; a text, or { en = "…", nl = "…" }; default: none
---@field version? string shown only; a text of one line; default: ""
---@field starts? string turns days into dates; a date as "2026-01-07"; default: 2026-01-07
---@field rounds? integer length, in weeks; an integer from 1 to 60; default: 12
---@field seed? integer luck, unless the host gives a seed; an integer from 0 to 9007199254740991; default: 1
---@field languages? polder.Language[] texts must have these; a list of "en" and "nl"; default: { "en" }
---@field recommended? string the seat that is offered first; the id of a state or seat; default: the first playable state
---@field decide_minutes? integer the host's clock; an integer from 1 to 120; default: 10
---@field map? polder.Map the map; a table, see `map`; default: its own defaults
---@field random_incidents? "both"|"criminal"|"state"|"none" which adversaries launch incidents beside the declared ones; "both", "criminal", "state" or "none"; default: both
---@field kappa? number below 0 intelligence replaces own defence, above 0 it needs it; a number from -0.75 to 1; default: 0
---@field aggregation? number forums are as good as their weakest member (-1), the sum (0), the best (1); a number from -1 to 1; default: 0
---@field model? table<polder.Parameter, integer> parameters of the model in their own unit, for experts; a table { parameter = integer }; default: none
---@field actions? polder.Action[] which built-in actions are offered; a list of action names; default: all
---@param declaration polder.Scenario
function scenario(declaration) end

--- a state
---@class (exact) polder.State
---@field id string an ISO alpha-3 code brings name and place; an id: a letter, then at most 31 letters, digits or hyphens
---@field name? polder.Text shown; a text, or { en = "…", nl = "…" }; default: the ISO name
---@field size? "small"|"middle"|"large"|"great" sets budget and expertise; "small", "middle", "large" or "great"; default: middle
---@field budget? number per round; a number of budget units from 1 to 1000; default: from size
---@field expertise? number how good its people are; a share from 0 to 1; default: from size
---@field organisations? integer how many, the named ones included; an integer from 0 to 20000; default: map.organisations
---@field prevent? number what was built up before, as a multiple of the budget; a number from 0 to 3; default: init_stock (1.1 times the budget)
---@field defend? number the same for defend; a number from 0 to 3; default: init_stock (1.1 times the budget)
---@field strengthen? number the same for strengthen; a number from 0 to 3; default: init_stock (1.1 times the budget)
---@field standing? number at the start; a share from 0 to 1; default: 0.5
---@field confidence? number of its people in it, at the start; a share from 0 to 1; default: 1
---@field rights? number fundamental rights, at the start; a share from 0 to 1; default: 1
---@field trust? table<string, number> what it thinks of others, at the start; a table { [state] = a share from 0 to 1 }; default: 0.46, allies 0.69
---@field playable? boolean may be taken by a person; true or false; default: true
---@field bot? polder.Policy|string who plays when nobody sits there; the name of a bot; default: gtft
---@field split? number[] of the budget at first; three shares { prevent, defend, strengthen } that add up to at most 1; default: thirds
---@field posture? polder.Audience standing order for new items at first; "all", "none", "allies", "forums" or a list of states and "forum:…"; default: forums
---@field at? polder.At on the board only; a place { lon = …, lat = … }; default: the ISO place, else a ring
---@param declaration polder.State
function state(declaration) end

--- a role without a state
---@class (exact) polder.Seat
---@field id string a role without a state; an id: a letter, then at most 31 letters, digits or hyphens
---@field name polder.Text shown; a text, or { en = "…", nl = "…" }
---@field sees? string[] whose briefing it may read; a list of states and forums; default: {}
---@param declaration polder.Seat
function seat(declaration) end

--- a named organisation
---@class (exact) polder.Organisation
---@field id string one named organisation; an id: a letter, then at most 31 letters, digits or hyphens
---@field name polder.Text shown; a text, or { en = "…", nl = "…" }
---@field state string where it is; the id of a state
---@field sector string one of map.sectors; the name of a sector
---@field weight? number worth beside the others of its state; a factor from 0 to 4; default: drawn
---@field weakness? number higher is weaker; a number from 0.5 to 1.5; default: drawn
---@param declaration polder.Organisation
function organisation(declaration) end

--- a forum
---@class (exact) polder.Forum
---@field id string a place where states share; an id: a letter, then at most 31 letters, digits or hyphens
---@field name polder.Text shown; a text, or { en = "…", nl = "…" }
---@field members "all"|string[] at the start; "all" or a list of states
---@field dues? number share of a member's budget, per round; a share from 0 to 0.2; default: 0.02
---@field max_label? polder.Label nothing more closed passes through it; "TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT" or "TLP:RED"; default: TLP:AMBER
---@field kind? "exchange"|"capacity"|"alliance" capacity: builds expertise; alliance: members are allies; "exchange", "capacity" or "alliance"; default: exchange
---@field open_to? "all"|"none"|string[] who may join; "all", "none" or a list of states; default: all
---@field vote? "open"|"majority"|"unanimity" how members decide on who joins; "open", "majority" or "unanimity"; default: open
---@field delay? integer rounds between a passed vote and membership; an integer from 0 to 60; default: 1
---@field mark? string on the board only; one letter; default: from name
---@field at? polder.At on the board only; a place { lon = …, lat = … }; default: none
---@param declaration polder.Forum
function forum(declaration) end

--- a dependency or an alliance
---@class (exact) polder.Link
---@field kind "dependency"|"alliance" infection runs from supplier to customer; "dependency" or "alliance"
---@field customer? string of a dependency; a state or an organisation; default: none
---@field supplier? string of a dependency; a state or an organisation; default: none
---@field between? string[] of an alliance; a list of two states; default: none
---@field strength? number between states times the usual chance of links, between organisations the link's weight (at most 1.5); a factor from 0 to 4; default: 1
---@param declaration polder.Link
function link(declaration) end

--- an adversary
---@class (exact) polder.Adversary
---@field id string who attacks; an id: a letter, then at most 31 letters, digits or hyphens
---@field kind "criminal"|"state" criminals attack often, state actors aim; "criminal" or "state"
---@field name? polder.Text shown; a text, or { en = "…", nl = "…" }; default: id
---@field activity? number times the usual rate of incidents; a factor from 0 to 4; default: 1
---@field skill? number more pressure, harder to detect; a number from 0.5 to 2; default: 1
---@field slots? integer incidents per round at most; 0: only declared ones; an integer from 0 to 8; default: 3 for criminals, 2 for state actors
---@field families? table<polder.Family, number> what it does, by weight; a table { family = weight }; default: as the model
---@field prefers? table<string, number> states it goes for more, or less, than the model would; a table { [state] = a number from 0.25 to 4 }; default: 1
---@field from_round? integer launches from then; a round, counted from 1; default: 1
---@field to_round? integer launches until then; a round, counted from 1; default: the last
---@field tension? table<string, number> with whom it already has a quarrel; a table { [state] = a share from 0 to 1 }; default: 0
---@param declaration polder.Adversary
function adversary(declaration) end

--- a declared incident
---@class (exact) polder.Incident
---@field id string an incident beside the random ones; an id: a letter, then at most 31 letters, digits or hyphens
---@field by string whose it is; the id of an adversary
---@field family polder.Family what it does; "ransomware", "election", "espionage" or "wiper"
---@field round? integer launch; a round, counted from 1; default: 1
---@field day? integer launch; a day from 1 to 7; default: 1
---@field when? polder.Condition instead of round: the first round at whose start this holds; a condition; default: none
---@field by_hook? boolean only an effect or a hook launches it; true or false; default: false
---@field chance? number that it happens at all; a share from 0 to 1; default: 1
---@field targets? "all"|string[] states it goes for; "all" or a list of states; default: as the model
---@field delay? table<string, number> when it reaches a state; a table { [state] = days }; default: as the model
---@field exposure? number organisations within reach, before prevention; a share from 0 to 1; default: as the model
---@field virulence? number spreads along links; a factor from 0 to 4; default: 1
---@field pressure? number enters from outside; a factor from 0 to 4; default: 1
---@field damage? number costs; a factor from 0 to 4; default: 1
---@field stealth? number harder to detect; a factor from 0.25 to 4; default: 1
---@field label? polder.Label of items about it; "TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT" or "TLP:RED"; default: by family
---@field sensitivity? number of sources about it; a share from 0 to 1; default: by family
---@field name? polder.Text shown; a text, or { en = "…", nl = "…" }; default: the family
---@field text? polder.Text shown when first detected; a text, or { en = "…", nl = "…" }; default: none
---@param declaration polder.Incident
function incident(declaration) end

--- an item held from the start
---@class (exact) polder.Intel
---@field id string an item somebody has before detecting anything; an id: a letter, then at most 31 letters, digits or hyphens
---@field about string a declared incident; the id of an incident
---@field holder string who has it; the id of a state
---@field round? integer from when; a round, counted from 1; default: the incident's
---@field day? integer from when; a day from 1 to 7; default: the incident's
---@field quality? number at first; a share from 0 to 1; default: as own detection
---@field label? polder.Label TLP; "TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT" or "TLP:RED"; default: the incident's
---@field text? polder.Text on the card; a text, or { en = "…", nl = "…" }; default: none
---@param declaration polder.Intel
function intel(declaration) end

--- a scripted decision
---@class (exact) polder.Order
---@field seat string a bot's seat; the id of a state
---@field round integer when it decides this; a round, counted from 1
---@field posture? polder.Audience standing order for new items; "all", "none", "allies", "forums" or a list of states and "forum:…"; default: none
---@field split? number[] of the budget; three shares { prevent, defend, strengthen } that add up to at most 1; default: none
---@field publish? boolean publish new items; true or false; default: false
---@field buy? boolean commercial intelligence; true or false; default: false
---@field strike? string|string[] strike at them; an adversary, or a list of them; default: none
---@field takedown? string|string[] join a takedown; an adversary, or a list of them; default: none
---@field leave? string|string[] leave them; a forum, or a list of them; default: none
---@field join? string|string[] join them; a forum, or a list of them; default: none
---@param declaration polder.Order
function order(declaration) end

--- a message
---@class (exact) polder.Inject
---@field id string a message from the story; an id: a letter, then at most 31 letters, digits or hyphens
---@field to "all"|string[] who receives it; "all" or a list of seats
---@field text polder.Text shown; a text, or { en = "…", nl = "…" }
---@field from? polder.Text the sender; a text, or { en = "…", nl = "…" }; default: none
---@field label? polder.Label a chip beside it; "TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT" or "TLP:RED"; default: none
---@field public? boolean also on the board; true or false; default: false
---@field round? integer fires then; a round, counted from 1; default: none
---@field day? integer later than 1 only without options; a day from 1 to 7; default: 1
---@field after? string fires when that inject fired, or that option was chosen; the id of an inject or option; default: none
---@field delay? integer rounds after that; an integer from 0 to 60; default: 0
---@field when? polder.Condition fires at the first round start at which this holds; a condition; default: none
---@field by_hook? boolean only an effect or a hook fires it; true or false; default: false
---@field options? polder.Option[] answered in that round; a list of options { id = …, text = … }; default: none
---@field effects? polder.Effects|polder.Effects[] without options: what it does to each recipient; effects, or a list of them; default: none
---@param declaration polder.Inject
function inject(declaration) end

--- an aim
---@class (exact) polder.Objective
---@field id string an aim; an id: a letter, then at most 31 letters, digits or hyphens
---@field seats "all"|string[] whose; "all": every state; "all" or a list of seats
---@field text polder.Text shown; a text, or { en = "…", nl = "…" }
---@field points? integer for the discussion, never part of payoff; an integer from 0 to 100; default: 0
---@field when? polder.Condition met if this holds; a condition; default: none
---@field at? "end"|integer judged then; "end" or a round; default: end
---@field test? fun(w: polder.World): boolean|number instead of when: function(w) giving true, false or 0 to 1; a function; default: none
---@param declaration polder.Objective
function objective(declaration) end

--- an action of the scenario's own
---@class (exact) polder.Action
---@field id string one more thing a seat can do; an id: a letter, then at most 31 letters, digits or hyphens
---@field text polder.Text shown; a text, or { en = "…", nl = "…" }
---@field who? "all"|string[] who may; "all" or a list of seats; default: all
---@field target? "none"|"state"|"forum"|"adversary" what it is done to; "none", "state", "forum" or "adversary"; default: none
---@field cost? number from this round's money; a number of budget units from 0 to 100000; default: 0
---@field limit? integer times per seat and game; 0: no limit; an integer from 0 to 1000; default: 0
---@field needs? polder.Condition may only be done then; a condition; default: none
---@field effects? polder.Effects|polder.Effects[] what it does; effects, or a list of them; default: none
---@param declaration polder.Action
function action(declaration) end

--- a policy written in Lua
---@class (exact) polder.Bot
---@field id string a policy of your own; an id: a letter, then at most 31 letters, digits or hyphens
---@field name polder.Text shown; a text, or { en = "…", nl = "…" }
---@field decide fun(brief: polder.Brief): polder.Decisions function(brief) giving an order's fields; a function
---@param declaration polder.Bot
function bot(declaration) end

--- an answer to an inject
---@class (exact) polder.Option
---@field id string unique within the inject; an id: a letter, then at most 31 letters, digits or hyphens
---@field text polder.Text shown; a text, or { en = "…", nl = "…" }
---@field cost? number from this round's money; a number of budget units from 0 to 100000; default: 0
---@field needs? polder.Condition may only be chosen then; a condition; default: none
---@field effects? polder.Effects|polder.Effects[] what it does; effects, or a list of them; default: none
---@field fires? string another inject; the id of an inject; default: none
---@field default? boolean when nobody answers; exactly one; true or false; default: false

--- another course of things, computed by the report
---@class (exact) polder.WhatIf
---@field seat string who decides otherwise; the id of a state
---@field round integer when; a round, counted from 1
---@field posture? polder.Audience what if it had shared new items with these; "all", "none", "allies", "forums" or a list of states and "forum:…"; default: none
---@field share? table<string, polder.Audience> what if it had shared this; a table { [intel or incident] = audience }; default: none
---@field withhold? string what if it had kept this; an intel or incident; default: none
---@field without? string what if it had not decided this, by order or not; the name of a built-in action; default: none

--- all fields must hold
---@class (exact) polder.Condition
---@field round_at_least? integer the round; a round, counted from 1; default: none
---@field round_at_most? integer the round; a round, counted from 1; default: none
---@field state? string whose numbers the next ones are; the id of a state; default: none
---@field incident? string with hit_total: by this one only; the id of an incident; default: none
---@field hit_now_at_least? integer organisations damaged at this moment; an integer from 0 to 1000000; default: none
---@field hit_now_at_most? integer organisations damaged at this moment; an integer from 0 to 1000000; default: none
---@field hit_peak_at_least? integer the most at one moment so far; an integer from 0 to 1000000; default: none
---@field hit_peak_at_most? integer the most at one moment so far; an integer from 0 to 1000000; default: none
---@field hit_total_at_least? integer ever infected; an integer from 0 to 1000000; default: none
---@field hit_total_at_most? integer ever infected; an integer from 0 to 1000000; default: none
---@field loss_percent_at_least? number loss so far, of the whole exercise's budget; a percentage from 0 to 1000; default: none
---@field loss_percent_at_most? number loss so far, of the whole exercise's budget; a percentage from 0 to 1000; default: none
---@field confidence_at_least? number confidence of its people; a share from 0 to 1; default: none
---@field confidence_at_most? number confidence of its people; a share from 0 to 1; default: none
---@field standing_at_least? number standing among states; a share from 0 to 1; default: none
---@field standing_at_most? number standing among states; a share from 0 to 1; default: none
---@field rights_at_least? number fundamental rights; a share from 0 to 1; default: none
---@field rights_at_most? number fundamental rights; a share from 0 to 1; default: none
---@field trust? polder.Trust trust of one state in another; a table, see `trust`; default: none
---@field member? polder.Member is a member of a forum; a table, see `member`; default: none
---@field left? polder.Left left a forum at some time; a table, see `left`; default: none
---@field shared? polder.Shared its item was sent to another; a table, see `shared`; default: none
---@field knows? polder.Knows knows so much about an incident; a table, see `knows`; default: none
---@field chosen? string somebody chose this option; the id of an inject or option; default: none
---@field did? polder.Did a seat ever did an action; a table, see `did`; default: none
---@field var? { name: string, is: boolean|integer|string } a variable has this value; a table { name = …, is = … }; default: none
---@field any? polder.Condition[] at least one of them holds; a list of conditions { { … }, { … } }; default: none
---@field none_of? polder.Condition[] not one of them holds; a list of conditions { { … }, { … } }; default: none

--- a closed table of effects
---@class (exact) polder.Effects
---@field of? string whom it happens to; the id of a state; default: who decides
---@field budget? number money next round; a number of budget units from -1000 to 1000; default: none
---@field prevent? number times the budget, on this track; a number from -3 to 3; default: none
---@field defend? number times the budget, on this track; a number from -3 to 3; default: none
---@field strengthen? number times the budget, on this track; a number from -3 to 3; default: none
---@field standing? number more or less of it; a number from -1 to 1; default: none
---@field confidence? number more or less of it; a number from -1 to 1; default: none
---@field rights? number more or less of it; a number from -1 to 1; default: none
---@field trust_in? table<string, number> its trust in others; a table { [state] = number from -1 to 1 }; default: none
---@field trust_from? table<string, number> others' trust in it; a table { [state] = number from -1 to 1 }; default: none
---@field knowledge? table<string, number> adds to what it knows; a table { [incident] = share }; default: none
---@field tension? table<string, number> quarrel with an adversary; a table { [adversary] = number from -1 to 1 }; default: none
---@field join? string|string[] becomes a member; a forum, or a list of them; default: none
---@field leave? string|string[] is no longer a member; a forum, or a list of them; default: none
---@field share? table<string, polder.Audience> its item goes to these; a table { [intel or incident] = audience }; default: none
---@field launch? string|string[] starts this round; an incident, or a list of them; default: none
---@field fire? string|string[] fires; an inject, or a list of them; default: none
---@field set? table<string, boolean|integer|string> variables; a table { variable = value }; default: none

--- the map of organisations and links
---@class (exact) polder.Map
---@field seed? integer luck of the map, apart from the seed; an integer from 0 to 9007199254740991; default: 1
---@field organisations? integer organisations per state; an integer from 0 to 20000; default: 40
---@field domestic_links? integer suppliers at home, per organisation; an integer from 0 to 6; default: 3
---@field foreign_links? integer suppliers abroad at most, per organisation; an integer from 0 to 4; default: 2
---@field foreign_chance? number chance of each of those; a share from 0 to 1; default: 0.5493
---@field sectors? string[] names of the sectors; the first two are worth double, the first four are vital; a list of 8 names; default: government energy health digital finance transport industry media

--- a place on the board
---@class (exact) polder.At
---@field lon number degrees east; a number from -180 to 180
---@field lat number degrees north; a number from -90 to 90

--- trust of one state in another
---@class (exact) polder.Trust
---@field of string who trusts; the id of a state
---@field in_ string whom; the id of a state
---@field at_least? number not less; a share from 0 to 1; default: none
---@field at_most? number not more; a share from 0 to 1; default: none

--- is a member
---@class (exact) polder.Member
---@field state string who; the id of a state
---@field forum string where; the id of a forum

--- left at some time
---@class (exact) polder.Left
---@field state string who; the id of a state
---@field forum string where; the id of a forum

--- an item was sent
---@class (exact) polder.Shared
---@field state string whose item; the id of a state
---@field intel string an intel or an incident; the id of an intel or incident
---@field with string who it was sent to; the id of a state

--- knowledge of an incident
---@class (exact) polder.Knows
---@field state string who; the id of a state
---@field incident string about what; the id of an incident
---@field at_least? number how much; a share from 0 to 1; default: anything

--- an action was done
---@class (exact) polder.Did
---@field seat string who; the id of a state or seat
---@field action string ever did this; the id of an action

--- what a bot decides: an order's fields
---@class (exact) polder.Decisions
---@field posture? polder.Audience standing order for new items; "all", "none", "allies", "forums" or a list of states and "forum:…"; default: none
---@field split? number[] of the budget; three shares { prevent, defend, strengthen } that add up to at most 1; default: none
---@field publish? boolean publish new items; true or false; default: false
---@field buy? boolean commercial intelligence; true or false; default: false
---@field strike? string|string[] strike at them; an adversary, or a list of them; default: none
---@field takedown? string|string[] join a takedown; an adversary, or a list of them; default: none
---@field leave? string|string[] leave them; a forum, or a list of them; default: none
---@field join? string|string[] join them; a forum, or a list of them; default: none

--- the world as a hook sees it: `w`
---@class (exact) polder.World
---@field round integer the round, from 1
---@field rounds integer how many there are
---@field vars table<string, boolean|integer|string> the scenario's variables; read only
---@field state fun(id: string): polder.StateView a state as it is now
---@field incident fun(id: string): polder.IncidentView an incident, begun or not
---@field forum fun(id: string): polder.ForumView a forum as it is now
---@field adversary fun(id: string): polder.AdversaryView an adversary as it is now
---@field shared fun(item: string, from: string, to: string): boolean whether a state's item on this intel or incident was sent to another
---@field knows fun(state: string, incident: string): number how much a state knows about an incident, 0 to 1
---@field chosen fun(option: string): boolean whether anybody chose "inject.option", or answered "inject" at all
---@field chance fun(label: string, p: number): boolean a die with a name of its own: true with chance p; each label once in a call
---@field effect fun(seat: string, effects: polder.Effects|polder.Effects[]) effects on a seat, applied when the hook is done
---@field set fun(variable: string, value: boolean|integer|string) gives a variable a value of its kind
---@field fire fun(inject: string) fires an inject
---@field launch fun(incident: string) an incident starts this round
---@field log fun(text: polder.Text) a line in the journal of the exercise

--- what `w.state(id)` gives
---@class (exact) polder.StateView
---@field id string its id
---@field hit_now integer organisations damaged at this moment
---@field hit_peak integer the most at one moment so far
---@field hit_total integer ever infected, over all incidents
---@field loss_percent number loss so far, in per cent of the whole exercise's budget
---@field standing number standing among states
---@field confidence number confidence of its people
---@field rights number fundamental rights
---@field budget number units per round
---@field trust table<string, number> its trust in each other state
---@field forums string[] the forums it is a member of

--- what `w.incident(id)` and `on_incident` give
---@class (exact) polder.IncidentView
---@field id string its id, or adversary.round.number for a random one
---@field adversary string whose it is
---@field family polder.Family what it does
---@field launched boolean it has begun
---@field detected boolean somebody found it
---@field ended boolean it is over
---@field round integer of its launch; 0: not begun
---@field infections integer organisations ever infected by it
---@field hit table<string, integer> the same by state

--- what `w.forum(id)` gives
---@class (exact) polder.ForumView
---@field id string its id
---@field members string[] at this moment
---@field delay integer how long an item takes through it, in ticks of six hours
---@field quality number how much of an item arrives

--- what `w.adversary(id)` gives
---@class (exact) polder.AdversaryView
---@field id string its id
---@field tension table<string, number> its quarrel with each state

--- what `on_share` gives
---@class (exact) polder.ShareView
---@field from string who gave it
---@field to string who received it
---@field incident string what it is about

--- what `on_decision` gives
---@class (exact) polder.DecisionView
---@field seat string who decided
---@field action string what: a built-in action, or one of the scenario's
---@field option string|false the option chosen, or the ballot
---@field target string|false the state, forum, adversary or inject it is about
---@field incident string|false the incident that the item is about
---@field on boolean what a switch was set to, or whether it is a tear-line

--- what the `decide` of a bot is given: all that its seat knows
---@class (exact) polder.Brief
---@field round integer the round, from 1
---@field rounds integer how many there are
---@field seat string for whom it decides
---@field budget number units per round
---@field money number units left this round, dues paid
---@field loss number units, so far
---@field payoff number units, so far
---@field expertise number how good its people are
---@field standing number standing among states
---@field confidence number confidence of its people
---@field rights number fundamental rights
---@field prevent number level of the track
---@field defend number level of the track
---@field strengthen number level of the track
---@field organisations integer its own, in all
---@field contained integer of these found hit, now
---@field recovered integer recovered at least once
---@field forums string[] the forums it is a member of
---@field others table<string, polder.BriefOther> the other states
---@field items polder.BriefItem[] what it holds
---@field incidents polder.BriefIncident[] what it knows of
---@field injects polder.BriefInject[] what lies before it this round
---@field bodies table<string, polder.BriefForum> the forums

--- an entry of `brief.others`
---@class (exact) polder.BriefOther
---@field trust number its own trust in that state
---@field trust_in_me integer that state's trust in it, in five steps; 0: not known
---@field is_ally boolean by a treaty or an alliance
---@field seen boolean was perceived to cooperate last round
---@field ever_defected boolean was perceived to defect at least once
---@field was_peer boolean had something to share with it last round
---@field standing number standing among states
---@field hits integer|false organisations hit; false: not known
---@field forums string[] the forums it is a member of

--- an entry of `brief.items`
---@class (exact) polder.BriefItem
---@field incident string what it is about
---@field from string who found it
---@field own boolean found by itself
---@field tear boolean only the tear-line
---@field open boolean may still be decided about
---@field quality number what it is worth by now
---@field age number days
---@field label polder.Label TLP
---@field sent string[] who it was sent to

--- an entry of `brief.incidents`
---@class (exact) polder.BriefIncident
---@field id string its name
---@field adversary string|false whose it is; false: not known
---@field family polder.Family what it does
---@field over boolean it has ended
---@field knowledge number how much it knows about it
---@field contained integer own organisations found hit by it, now
---@field recovered integer own organisations recovered from it

--- an entry of `brief.injects`
---@class (exact) polder.BriefInject
---@field id string its id
---@field open boolean may be answered
---@field options string[] those that may be chosen

--- an entry of `brief.bodies`
---@class (exact) polder.BriefForum
---@field members string[] at this moment
---@field delay integer how long an item takes through it, in ticks of six hours
---@field quality number how much of an item arrives
---@field member boolean it is one itself
---@field may_join boolean it may join, or apply
---@field applicant string|false who asks to join, for members

--- the value, or an error if it is false or nil
---@param value any
---@param message? string
---@return any
function assert(value, message) end

--- ends the run with this message and its place
---@param message string
---@param level? integer
function error(message, level) end

--- walks a list in order
---@param list any[]
---@return fun(): integer, any
function ipairs(list) end

--- walks all keys in a fixed order: numbers, then strings by bytes
---@param table table
---@return fun(): any, any
function pairs(table) end

--- the arguments from that one on, or how many there are
---@param which integer|"#"
---@param ... any
---@return any
function select(which, ...) end

--- the number a text spells, or nil
---@param value any
---@param base? integer
---@return number?
function tonumber(value, base) end

--- as text; tables and functions show no address
---@param value any
---@return string
function tostring(value) end

--- "nil", "number", "string", "boolean", "table" or "function"
---@param value any
---@return string
function type(value) end

---@class stringlib
string = {}

--- bytes
---@param s string
---@return integer
function string.len(s) end

--- bytes from … to; negative ones count from the end
---@param s string
---@param from integer
---@param to? integer
---@return string
function string.sub(s, from, to) end

--- the bytes as numbers
---@param s string
---@param from? integer
---@param to? integer
---@return integer
function string.byte(s, from, to) end

--- A to Z only
---@param s string
---@return string
function string.upper(s) end

--- a to z only
---@param s string
---@return string
function string.lower(s) end

--- repeated
---@param s string
---@param times integer
---@param between? string
---@return string
function string.rep(s, times, between) end

--- where a plain text begins and ends; no patterns
---@param s string
---@param what string
---@param from? integer
---@return integer?, integer?
function string.find(s, what, from) end

---@class tablelib
table = {}

--- puts a value at a position, or at the end
---@param list any[]
---@param position any
---@param value? any
function table.insert(list, position, value) end

--- takes one out, the last by default
---@param list any[]
---@param position? integer
---@return any
function table.remove(list, position) end

--- joins texts and numbers
---@param list any[]
---@param between? string
---@param from? integer
---@param to? integer
---@return string
function table.concat(list, between, from, to) end

--- its values, at most 250
---@param list any[]
---@param from? integer
---@param to? integer
---@return any
function table.unpack(list, from, to) end

--- in place
---@param list any[]
---@param is_less? fun(a: any, b: any): boolean
function table.sort(list, is_less) end

---@class mathlib
math = {}

--- without its sign
---@param x number
---@return number
function math.abs(x) end

--- rounded up
---@param x number
---@return integer
function math.ceil(x) end

--- rounded down
---@param x number
---@return integer
function math.floor(x) end

--- remainder, with the sign of x
---@param x number
---@param y number
---@return number
function math.fmod(x, y) end

--- the largest
---@param x number
---@param ... number
---@return number
function math.max(x, ...) end

--- the smallest
---@param x number
---@param ... number
---@return number
function math.min(x, ...) end

--- the integer it equals, or nil
---@param x any
---@return integer?
function math.tointeger(x) end

--- "integer", "float" or nil
---@param x any
---@return string?
function math.type(x) end

--- a < b without signs
---@param a integer
---@param b integer
---@return boolean
function math.ult(a, b) end

---@class utf8lib
utf8 = {}

--- characters
---@param s string
---@return integer?
function utf8.len(s) end

--- the characters with these numbers
---@param ... integer
---@return string
function utf8.char(...) end

---@class textlib
text = {}

--- the parts between a plain text
---@param s string
---@param between string
---@return string[]
function text.split(s, between) end

--- without blanks at both ends
---@param s string
---@return string
function text.trim(s) end

--- whether it begins so
---@param s string
---@param start string
---@return boolean
function text.starts_with(s, start) end

---@type integer
math.maxinteger = 0
---@type integer
math.mininteger = 0
