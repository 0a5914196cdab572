import type { RecordMove, RecordStates } from '@galley/dataset';
import { applyDecorators, Body, Controller, Post, type Type } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import {
  Allow,
  Author,
  Operation,
  UuidParam,
  type Answer,
  type OperationOptions,
  type PackPermission,
} from '@galley/platform';
import { jsonObject } from '../http/record-body.js';
import { recordDtos } from '../http/record-dtos.js';
import { articleOf, pluralOf } from '../http/record-operations.js';
import { permissionsOf } from '../http/record-permissions.js';
import { problemsOf } from '../record-problem.js';
import type { EntityShape } from '../shape/record-shape.js';
import type { RecordRow } from '../statements/select-records.js';
import { illegalMoveOf } from './illegal-move.js';
import {
  BulkMoveBody,
  BulkMoveResult,
  MoveBody,
  ReasonedBulkMoveBody,
  ReasonedMoveBody,
} from './move-resources.js';
import { RecordMoves } from './record-moves.js';

/** The moves of an entity, each a controller of its own. */
export function moveControllers(shape: EntityShape): readonly Type[] {
  return Object.keys(shape.entity.states?.moves ?? {}).map((verb) => moveController(shape, verb));
}

function moveController(shape: EntityShape, verb: string): Type {
  const { area, name } = shape.entity;
  const documented = moveOperations(shape, verb);

  @ApiTags(`${area} records`)
  @Controller(`api/${area}/${name}`)
  class MoveController {
    constructor(readonly moves: RecordMoves) {}

    @Post(`:id/${verb}`)
    @documented.one
    one(
      @Author() author: Author,
      @UuidParam() id: string,
      @Body() body: unknown,
    ): Promise<Answer<RecordRow>> {
      return this.moves.move(author, shape, { id, verb, body: jsonObject(body) });
    }

    @Post(verb)
    @documented.several
    several(@Author() author: Author, @Body() body: unknown): Promise<Answer<BulkMoveResult>> {
      return this.moves.moveAll(author, shape, { verb, body: jsonObject(body) });
    }
  }
  Object.defineProperty(MoveController, 'name', { value: `${verb}${shape.entity.resource}Controller` });
  return MoveController;
}

function moveOperations(shape: EntityShape, verb: string) {
  const { label, entity } = shape;
  const states = entity.states as RecordStates;
  const { label: does, from, to, asks_why = false, roles = states.roles } = states.moves[verb] as RecordMove;
  const description = `From ${from.join(' or ')} to ${to}, by ${roles.join(', ')}.${asks_why ? ' The note says why.' : ''}`;
  const problems = [illegalMoveOf(states), ...problemsOf(shape)];
  const { resource } = recordDtos(shape);
  const moving = permissionsOf(shape).moves[verb] as PackPermission;
  const of = (
    options: Pick<OperationOptions, 'summary' | 'id' | 'returns'>,
    type: Type,
    example: object,
  ): MethodDecorator =>
    applyDecorators(
      Allow(moving),
      Operation({ ...options, description, problems }),
      ApiBody({ type, examples: { typical: { value: example } } }),
    );
  const note = { note: asks_why ? 'The hours look wrong' : null };
  return {
    one: of(
      { summary: `${does} ${articleOf(label)}`, id: `${verb}${entity.resource}`, returns: resource },
      asks_why ? ReasonedMoveBody : MoveBody,
      note,
    ),
    several: of(
      {
        summary: `${does} up to 1000 ${pluralOf(label)}`,
        id: `${verb}${pluralOf(entity.resource)}`,
        returns: BulkMoveResult,
      },
      asks_why ? ReasonedBulkMoveBody : BulkMoveBody,
      { ids: ['0199aaaa-0000-7000-8000-000000000001'], ...note },
    ),
  };
}
